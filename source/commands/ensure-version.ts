import type {DialectName} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import {ensureOwnTables} from '../runtime/journal.ts';
import {ownTablesScript} from '../runtime/offline.ts';
import {ownQueries} from '../runtime/own-queries.ts';
import {refuseOtherTables, tableExists} from '../runtime/own-tables.ts';
import type {Session} from '../runtime/session.ts';
import {versionTables, type VersionTables} from '../runtime/version-tables.ts';
import {waitForLock} from '../runtime/wait-for-lock.ts';
import type {Project} from './project.ts';
import {refuseReadOnly} from './refuse-read-only.ts';

export interface EnsureVersionInput {
  /** The name of a protected environment, typed by a person. */
  readonly confirmed?: string | undefined;
  /** Milliseconds to wait for the lock; a minute, when absent. */
  readonly patience?: number | undefined;
}

/** Which of Athanor's own tables had to be made. */
export interface EnsuredVersion {
  /** By their names, such as `athanor_version`; empty when all were there. */
  readonly created: readonly string[];
}

/**
 * Makes Athanor's own tables where they are missing, under the lock. Throws `read_only`, `protected`, `locked`, and
 * `version_table` where tables of their names are not Athanor's.
 */
export async function ensureVersion(
  {config, database}: Pick<Project, 'config' | 'database'>,
  {confirmed, patience = 60_000}: EnsureVersionInput = {},
): Promise<EnsuredVersion> {
  const {environment} = config;
  refuseReadOnly(environment);
  if (environment.protected && confirmed !== environment.name) {
    throw new AthanorError('protected', `the environment ${environment.name} is protected`, {
      hint: `say --confirm ${environment.name}, or run what "athanor ensure-version --sql" prints`,
      details: {environment: environment.name},
    });
  }
  const opened = await database();
  await using session = await opened.open('write');
  const own = ownQueries(session);
  const waiting = waitForLock(own, patience);
  while ((await waiting.next()).done !== true);
  const tables = versionTables(config, session.dialect);
  await refuseOtherTables(own, tables);
  const created = await missing(own, tables);
  await ensureOwnTables(own, tables);
  return {created};
}

async function missing(
  session: Session,
  {schema, tables}: VersionTables,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (const name of tables) if (!(await tableExists(session, schema, name))) names.push(name);
  return names;
}

/** The same as a script; no database is asked. */
export async function ensureVersionScript(
  {config, dialect}: Pick<Project, 'config' | 'dialect'>,
  name?: DialectName,
): Promise<string> {
  const {name: chosen} = await dialect(name);
  return ownTablesScript(chosen, versionTables(config, chosen));
}
