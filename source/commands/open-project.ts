import {resolve} from 'node:path';
import {loadConfig, type ConfigOptions} from '../config/load.ts';
import type {ResolvedConfig} from '../config/config.ts';
import type {LentOrm} from '../database/project-orm.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Database} from '../runtime/session.ts';
import {readDirectories} from '../script/read-directories.ts';
import type {Recorded} from '../script/recorded.ts';
import type {Script} from '../script/script.ts';
import type {Project} from './project.ts';

/** Which project to open, and for which of its environments. */
export interface OpenOptions extends ConfigOptions {
  /** What the hooks of the configuration are told of this run: `-x key=value`. */
  readonly arguments?: Readonly<Record<string, string>> | undefined;
  /** A word for the hooks of the configuration. */
  readonly tag?: string | undefined;
  /**
   * A MikroORM instance of the application's own: its database and its entities are meant, runs have one of its
   * connections to themselves, and it stays open. Absent: one is made from the MikroORM configuration.
   */
  readonly orm?: LentOrm | undefined;
}

/** What reading the files again leaves as it is. */
interface Kept {
  /** Where the paths in messages about revision files start. */
  readonly standing: string;
  readonly config: ResolvedConfig;
  readonly orm: LentOrm | undefined;
  readonly inEnvironment: Project['inEnvironment'];
  readonly told: Pick<Project, 'arguments' | 'tag'>;
  /** Opened once, when it is first asked for. */
  readonly database: () => Promise<Database>;
  readonly close: () => Promise<void>;
}

/**
 * Opens the project of a directory: its configuration, its revision files as text, their graph.
 * Connects to nothing; all else is loaded when it is first asked for.
 *
 * Throws `no_config`, `bad_config`, `load_failed`, `bad_script`, `bad_graph`, and `usage` for two databases.
 */
export async function openProject(options: OpenOptions): Promise<Project> {
  const {orm} = options;
  if (orm !== undefined && options.database !== undefined) throw twoDatabases();
  const config = await loadConfig(options);
  let opened: Promise<Database> | undefined;
  return projectOf({
    config,
    orm,
    inEnvironment: (name) =>
      openProject({
        ...options,
        environment: name,
        isAmongOthers: true,
        database: undefined,
        orm: undefined,
      }),
    told: {arguments: options.arguments ?? {}, tag: options.tag},
    standing: resolve(options.directory),
    database: () => (opened ??= databaseOf(config, orm)),
    async close() {
      // One that could not be opened has said so to whoever asked.
      const database = await opened?.catch(() => undefined);
      opened = undefined;
      await database?.[Symbol.asyncDispose]();
    },
  });
}

function projectOf(kept: Kept): Project {
  const {config, standing, database, close, orm, inEnvironment} = kept;
  const {scripts, graph} = readDirectories(config.revisions, standing, config);
  const byId = new Map<RevisionId, Script>(scripts.map((script) => [script.id, script]));
  const script = (revision: RevisionId): Script => {
    const found = byId.get(revision);
    if (found !== undefined) return found;
    graph.get(revision);
    throw new AthanorError('revision_not_found', `No revision ${revision}`);
  };
  const {recorded, saveRecordings} = recordings(config, script);
  const project: Project = {
    config,
    ...kept.told,
    graph,
    scripts,
    script,
    database,
    inEnvironment,
    recorded,
    saveRecordings,
    async dialect(name) {
      const {dialectNamed} = await import('../dialects/find.ts');
      return dialectNamed(name ?? (await database()).dialect);
    },
    async schemaAt(revisions, dialect) {
      const {replayHistory} = await import('./replay-history.ts');
      return replayHistory(project, revisions, dialect);
    },
    async model(dialect) {
      const {modelOf} = await import('./model-of.ts');
      return modelOf(config, dialect, orm);
    },
    reload: () => Promise.resolve(projectOf(kept)),
    [Symbol.asyncDispose]: close,
  };
  return project;
}

async function databaseOf(config: ResolvedConfig, orm: LentOrm | undefined): Promise<Database> {
  const {openDatabase} = await import('../database/open.ts');
  return openDatabase(config, orm);
}

const twoDatabases = (): AthanorError =>
  new AthanorError('usage', '"orm" and "database" name two databases', {
    hint: 'an instance of MikroORM has its database already: leave "database" out',
  });

/** Each revision is recorded once, so that what is shown of it and what runs are the same. */
function recordings(config: ResolvedConfig, script: (revision: RevisionId) => Script) {
  const made = new Map<RevisionId, Promise<Recorded>>();
  const cache = lazily(async () => {
    const {cacheDirectory, recordingCache} = await import('../script/recording-cache.ts');
    return recordingCache(cacheDirectory(config.directory));
  });
  return {
    recorded: (revision: RevisionId): Promise<Recorded> => {
      const known = made.get(revision);
      if (known !== undefined) return known;
      const making = (async () => {
        const {recordScript} = await import('../script/record-script.ts');
        return recordScript(script(revision), await cache(), databasePlace(config));
      })();
      made.set(revision, making);
      return making;
    },
    saveRecordings: async () => (await cache()).save(),
  };
}

const databasePlace = ({environment, databases}: ResolvedConfig) => ({
  name: environment.database,
  known: databases,
});

function lazily<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}
