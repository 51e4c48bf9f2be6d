import {readFileSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {prepare, type Exports} from '../config/module/evaluate.ts';
import {placeOf} from '../config/module/line-of.ts';
import {importModule, loadFailed} from '../config/module/load.ts';
import {quietly} from '../config/module/quietly.ts';
import {AthanorError, asAthanorError} from '../errors.ts';
import type {Operation} from '../operations/operation.ts';
import type {DatabasePlace} from '../operations/record-others.ts';
import {record} from '../operations/recorder.ts';
import {checksumOf} from './checksum.ts';
import {mistakenWord} from './mistaken-word.ts';
import {isFault, readHeader} from './read-header.ts';
import type {Recorded} from './recorded.ts';
import {recordingKey, type Recording, type RecordingCache} from './recording-cache.ts';
import type {Script} from './script.ts';

/** Names from which a file may learn what is not in its text; what it records is then not kept. */
const impure =
  /\b(?:process|Date|Math|globalThis|require|crypto|performance|fetch|Intl|import|eval|Function|navigator)\b/;

/**
 * What a revision asks for: its file is imported, or was before, and both functions are recorded.
 *
 * Throws `bad_script` when the file no longer says what was read of it, `load_failed` and
 * `bad_operation`, each naming the file.
 */
export async function recordScript(
  script: Script,
  cache: RecordingCache,
  place?: DatabasePlace,
): Promise<Recorded> {
  const text = readFileSync(script.path, 'utf8');
  refuseChanged(script, text);
  const of = text.includes('onDatabase') ? ` ${JSON.stringify(place?.name)}` : '';
  const key = recordingKey(identity() + of, script.path, text);
  const recording =
    cache.find(key) ??
    (await freshRecording({script, text, place}, (made) => cache.add(key, made)));
  return {...recording, checksum: checksumOf({revision: script, ...recording})};
}

interface ToRecord {
  readonly script: Script;
  readonly text: string;
  readonly place: DatabasePlace | undefined;
}

async function freshRecording(
  {script, text, place}: ToRecord,
  keep: (recording: Recording) => void,
): Promise<Recording> {
  const {path} = script;
  const prepared = await quietly(() => prepare(text, path));
  const exports = await loaded(path, () =>
    prepared === undefined ? importModule(path) : prepared.evaluate(),
  );
  if (exports['revision'] !== script.id) {
    throw new AthanorError('bad_script', `${path} says revision ${script.id} and exports another`, {
      hint: 'its header is read as text, so it has to be what the module exports',
    });
  }
  const upgrade = recorded(exports, 'upgrade', {path, place});
  if (upgrade === undefined) {
    throw new AthanorError('load_failed', `${path} exports no function upgrade`, {
      hint: 'write: export function upgrade(op: Operations) {…}',
    });
  }
  const recording = {upgrade, downgrade: recorded(exports, 'downgrade', {path, place})};
  if (prepared !== undefined && !impure.test(prepared.code) && isData(recording)) keep(recording);
  return recording;
}

async function loaded(path: string, load: () => Exports | Promise<Exports>): Promise<Exports> {
  try {
    return await load();
  } catch (error) {
    throw loadFailed(path, error);
  }
}

function recorded(
  exports: Exports,
  direction: 'upgrade' | 'downgrade',
  {path, place}: Pick<ToRecord, 'place'> & {readonly path: string},
): readonly Operation[] | undefined {
  const perform = exports[direction];
  if (perform === undefined) return undefined;
  if (!isFunction(perform)) {
    throw new AthanorError('load_failed', `${path} exports ${direction}, which is no function`, {
      hint: `write: export function ${direction}(op: Operations) {…}`,
    });
  }
  try {
    return record(perform, place);
  } catch (thrown) {
    const error = asAthanorError(thrown);
    if (error.code === 'unexpected') throw loadFailed(path, thrown, mistakenWord(thrown));
    throw new AthanorError(error.code, `${placeOf(thrown, path)}, ${direction}: ${error.message}`, {
      hint: error.hint,
      details: {...error.details, path, direction},
      cause: error.cause,
    });
  }
}

const isFunction = (value: unknown): value is Parameters<typeof record>[0] =>
  typeof value === 'function';

/** The user's own code cannot be kept as data. */
function isData({upgrade, downgrade = []}: Recording): boolean {
  return [...upgrade, ...downgrade].every(
    (operation) =>
      operation.kind !== 'run' &&
      (operation.kind !== 'only' || isData({upgrade: operation.operations, downgrade: []})),
  );
}

function refuseChanged(script: Script, text: string): void {
  const header = readHeader(text);
  const same =
    !isFault(header) &&
    header.revision === script.id &&
    sameList(header.downRevisions, script.downRevisions) &&
    sameList(header.dependsOn, script.dependsOn) &&
    sameList(header.branchLabels, script.branchLabels);
  if (same) return;
  throw new AthanorError('bad_script', `${script.path} has changed since the graph was read`, {
    hint: 'run the command again; in the workbench, reload',
  });
}

const sameList = (some: readonly string[], others: readonly string[]) =>
  some.length === others.length && some.every((one, index) => one === others[index]);

let known: string | undefined;

/** This build of Athanor: another one may record otherwise. */
function identity(): string {
  const {mtimeMs, size} = statSync(fileURLToPath(import.meta.url));
  return (known ??= `1 ${process.versions.node} ${mtimeMs} ${size}`);
}
