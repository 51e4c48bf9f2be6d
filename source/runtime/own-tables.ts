import {AthanorError} from '../errors.ts';
import type {Session} from './session.ts';
import {logName, type VersionTables} from './version-tables.ts';

/** The shape of Athanor's own tables that this version reads and writes. */
export const tableFormat = 1;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Whether a table is there and can be seen. */
export async function tableExists(
  session: Session,
  schema: string,
  name: string,
): Promise<boolean> {
  const rows = await session.query(
    session.dialect === 'sqlite'
      ? `select 1 from sqlite_master where type = 'table' and name = ${text(name)}`
      : `select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = ${text(schema)} and c.relname = ${text(name)} and c.relkind in ('r', 'p')`,
  );
  return rows.length > 0;
}

/**
 * Refuses tables of the names of Athanor's own that are not its own, and those of a shape that only a
 * newer Athanor knows. Changes nothing, and needs no more than the right to read. Throws `version_table`.
 */
export async function refuseOtherTables(session: Session, tables: VersionTables): Promise<void> {
  const found = await columnsOf(session, tables);
  const [version, log] = [found.get(tables.version), found.get(tables.log)];
  if (version !== undefined && !version.has('revision')) {
    throw foreign(tables.version, ['revision']);
  }
  if (log === undefined) return;
  const missing = logColumns.filter((column) => !log.has(column));
  if (missing.some((column) => known.has(column))) throw foreign(tables.log, missing);
  const format = await newestFormat(session, tables);
  if (format > tableFormat) throw newer(format);
  if (missing.length > 0) throw foreign(tables.log, missing);
}

const logColumns: readonly string[] =
  'id run revision direction kind statement_no checksum actor host started_at finished_at outcome error format'.split(
    ' ',
  );

/** What every format has, so that it can be told. */
const known: ReadonlySet<string> = new Set(['run', 'revision', 'outcome', 'format']);

/** The columns of what has the names of Athanor's own tables, even if it is a view. */
async function columnsOf(
  session: Session,
  {schema, tables}: VersionTables,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const names = tables.map(text).join(', ');
  const rows = await session.query<{table: string; column: string}>(
    session.dialect === 'sqlite'
      ? `select m.name as "table", i.name as "column" from sqlite_master m, pragma_table_info(m.name) i where m.type in ('table', 'view') and m.name in (${names})`
      : `select c.relname as "table", a.attname as "column" from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid where n.nspname = ${text(schema)} and c.relname in (${names}) and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped`,
  );
  const found = new Map<string, Set<string>>();
  for (const {table, column} of rows) {
    found.set(table, (found.get(table) ?? new Set()).add(column));
  }
  return found;
}

/** A role that may read where the database stands need not be one that may read the journal. */
async function newestFormat(session: Session, tables: VersionTables): Promise<number> {
  try {
    const [row] = await session.query<{format: number | null}>(
      `select max(format) as format from ${logName(tables)}`,
    );
    return row?.format ?? tableFormat;
  } catch (error) {
    if (isDenied(error)) return tableFormat;
    throw error;
  }
}

const isDenied = (error: unknown): boolean =>
  error instanceof Error &&
  [error, error.cause].some(
    (each) => each instanceof Error && 'code' in each && each.code === '42501',
  );

const newer = (format: number): AthanorError =>
  new AthanorError(
    'version_table',
    `the tables of this database were made by a newer Athanor (format ${String(format)}, this one knows ${String(tableFormat)})`,
    {
      hint: 'upgrade Athanor: npm install athanor@latest',
      details: {format, known: tableFormat},
    },
  );

const foreign = (table: string, missing: readonly string[]): AthanorError =>
  new AthanorError(
    'version_table',
    `there is a table ${table}, and it is not Athanor's: it has no column ${missing.join(', ')}`,
    {
      hint: 'give Athanor\'s own another name, with "versionTable" in athanor.config.ts, or rename that table',
      details: {table, missing},
    },
  );
