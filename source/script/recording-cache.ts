import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {dirname, join} from 'node:path';
import type {Operation} from '../operations/operation.ts';

/** What is kept of a revision file: what it recorded. */
export interface Recording {
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[] | undefined;
}

/**
 * Recordings by the content of their files, so that a file that has not changed need not be compiled
 * and run again. Found by content hash and by nothing else; throwing it away changes no answer.
 */
export interface RecordingCache {
  readonly find: (key: string) => Recording | undefined;
  readonly add: (key: string, recording: Recording) => void;
  /** Writes what was added. Only commands that write anyway call this. */
  readonly save: () => void;
}

/** The key of a file: everything that its recording depends on. */
export function recordingKey(identity: string, path: string, text: string): string {
  const form = path.slice(path.lastIndexOf('.'));
  return createHash('sha256').update(`${identity}\n${form}\n`).update(text).digest('hex');
}

/** The cache of a project's directory; its file is read when a recording is first asked for. */
export function recordingCache(directory: string): RecordingCache {
  const file = join(directory, 'recordings.json');
  const added = new Map<string, Recording>();
  const used = new Set<string>();
  let kept: Map<string, Recording> | undefined;
  const known = () => (kept ??= readRecordings(file));
  return {
    find(key) {
      used.add(key);
      return known().get(key);
    },
    add: (key, recording) => added.set(key, recording),
    save() {
      if (added.size === 0) return;
      // What was not asked for may belong to a revision that this run had no need of.
      const all = [...known(), ...added];
      const limit = Math.max(2 * used.size, 1000);
      const entries = all.length > limit ? all.filter(([key]) => used.has(key)) : all;
      writeRecordings(file, entries);
      kept = new Map(entries);
      added.clear();
    },
  };
}

/**
 * Where a project's caches lie: in the nearest `node_modules` upwards, which no version control keeps,
 * else in the user's cache directory.
 */
export function cacheDirectory(
  project: string,
  variables: NodeJS.ProcessEnv = process.env,
): string {
  for (let place = project; ; place = dirname(place)) {
    const modules = join(place, 'node_modules');
    if (existsSync(modules)) return join(modules, '.cache', 'athanor', nameOf(project));
    if (dirname(place) === place) break;
  }
  const usual =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Caches')
      : join(homedir(), '.cache');
  return join(variables['XDG_CACHE_HOME'] ?? usual, 'athanor', nameOf(project));
}

const nameOf = (project: string) => createHash('sha256').update(project).digest('hex').slice(0, 16);

function readRecordings(file: string): Map<string, Recording> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Array.isArray(parsed) ? parsed : []);
  } catch {
    // Not there yet, or not whole: it is only a cache.
    return new Map();
  }
}

function writeRecordings(file: string, entries: readonly (readonly [string, Recording])[]): void {
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(fresh, JSON.stringify(entries));
    renameSync(fresh, file);
  } catch {
    // A cache that cannot be written, in a read-only container for one, costs time and nothing else.
    rmSync(fresh, {force: true});
  }
}
