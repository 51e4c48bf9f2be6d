import type {ResolvedConfig} from '../config/config.ts';
import {AthanorError} from '../errors.ts';
import type {Database, Session} from '../runtime/session.ts';
import {versionTables} from '../runtime/version-tables.ts';
import {openPostgresql} from './postgresql/session.ts';
import {databaseLabel, lentOrm, projectOrm, type LentOrm, type ProjectOrm} from './project-orm.ts';
import {openSqlite} from './sqlite/session.ts';

/**
 * The database of the chosen environment, by way of the user's MikroORM, or the one of an instance that is lent
 * and stays open. Does not connect yet.
 *
 * Throws `no_mikro_orm`, `load_failed`, `bad_config`, `not_supported`.
 */
export async function openDatabase(config: ResolvedConfig, lent?: LentOrm): Promise<Database> {
  const project = lent === undefined ? await projectOrm(config, {entities: false}) : lentOrm(lent);
  const label = databaseLabel(project);
  return {
    dialect: project.dialect,
    label,
    async open(purpose) {
      const session = await reached(project, label, () =>
        open[project.dialect](project, {purpose, own: versionTables(config, project.dialect)}),
      );
      if (purpose === 'write') await refuseOld(session, config.target[project.dialect]);
      return session;
    },
    async [Symbol.asyncDispose]() {
      if (!project.isLent) await project.orm.close(true);
    },
  };
}

const open = {postgresql: openPostgresql, sqlite: openSqlite};

async function reached(
  project: ProjectOrm,
  label: string,
  perform: () => Promise<Session>,
): Promise<Session> {
  try {
    return await perform();
  } catch (error) {
    if (error instanceof AthanorError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new AthanorError('unreachable', `${label} cannot be opened: ${reason(error, code)}`, {
      hint:
        hints.find(([pattern]) => pattern.test(code))?.[1] ??
        `the address comes from ${project.path ?? 'the MikroORM instance that was given'}, ATHANOR_DATABASE_URL or the environment's own variable`,
      details: {database: label, code},
      cause: error,
    });
  }
}

/** What to do next, by the code of the driver. */
const hints: readonly (readonly [RegExp, string])[] = [
  [
    /^(ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/,
    'is the server running, and is the address right?',
  ],
  [/^28/, 'is it the right user and password?'],
  [/^3D000$/, 'create the database first, with createdb or your hosting’s own means'],
  [/^53300$/, 'the server has no connection left: try again, or end other sessions'],
  [/^SQLITE_NOTADB$/, 'the file is there and is no SQLite database'],
];

function reason(error: unknown, code: string): string {
  const message = error instanceof Error ? error.message : String(error);
  // Several addresses that all refuse make an error without a message of its own.
  return message || code || 'no reason was given';
}

async function refuseOld(session: Session, target: string): Promise<void> {
  const error = tooOld(session, target);
  if (error === undefined) return;
  await session[Symbol.asyncDispose]();
  throw error;
}

/** What there is to say to a server that is older than the statements are written for. */
export function tooOld(
  {dialect, serverVersion}: Pick<Session, 'dialect' | 'serverVersion'>,
  target: string,
): AthanorError | undefined {
  if (!isOlder(serverVersion, target)) return undefined;
  return new AthanorError(
    'old_server',
    `${dialect} ${serverVersion} is older than ${target}, which statements are written for`,
    {
      hint: `set "target": {"${dialect}": "${serverVersion}"} in athanor.config.ts`,
      details: {dialect, serverVersion, target},
    },
  );
}

function isOlder(found: string, wanted: string): boolean {
  const parts = found.split('.').map(Number);
  for (const [index, part] of wanted.split('.').map(Number).entries()) {
    const own = parts[index] ?? 0;
    if (own !== part) return own < part;
  }
  return false;
}
