import type {DialectName} from '../dialects/dialect.ts';
import type {RevisionId} from '../graph/revision.ts';
import {versionTableName, type VersionTables} from './version-tables.ts';

/**
 * The statements with which a script begins: they read it as it is meant, whatever the shell and the server
 * are set to, and fail unless the database stands where the script starts.
 */
export function scriptBeginning(
  dialect: DialectName,
  from: readonly RevisionId[],
  tables: VersionTables,
): readonly string[] {
  return dialect === 'sqlite'
    ? ['pragma foreign_keys = on', ...guardOnSqlite(from, tables)]
    : [
        "set client_encoding = 'UTF8'",
        'set standard_conforming_strings = on',
        guardOnPostgresql(from, tables),
      ];
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const place = (from: readonly RevisionId[]): string => from.join(', ') || 'base';

function guardOnPostgresql(from: readonly RevisionId[], tables: VersionTables): string {
  const table = versionTableName(tables);
  const read = `select coalesce(array_agg(revision::text order by revision), '{}') from ${table}`;
  const wanted = `array[${from.map(text).join(', ')}]::text[]`;
  const message = `the database stands at %, but this script starts at ${place(from)}: nothing was done`;
  return `do $athanor$
declare
  found text[] := '{}';
begin
  if to_regclass(${text(table)}) is not null then
    execute ${text(read)} into found;
  end if;
  if not (found @> ${wanted} and found <@ ${wanted}) then
    raise exception ${text(message)}, coalesce(nullif(array_to_string(found, ', '), ''), 'base');
  end if;
end
$athanor$`;
}

/** SQLite's shell cannot compare, but it stops at a statement that fails, and a row that breaks its check is one. */
function guardOnSqlite(from: readonly RevisionId[], tables: VersionTables): readonly string[] {
  const table = versionTableName(tables);
  const message = `the database does not stand at ${place(from)}, where this script starts: nothing was done`;
  const isThere = `(select count(*) from main.sqlite_master where type = 'table' and name = ${text(tables.version)} collate nocase)`;
  const own = from.map(text).join(', ');
  const others = from.length === 0 ? '' : ` where revision not in (${own})`;
  const lacking =
    from.length === 0
      ? '0'
      : `${String(from.length)} - (select count(*) from ${table} where revision in (${own}))`;
  return [
    `create temp table athanor_guard (wrong integer not null, constraint "${message.replaceAll('"', '""')}" check (wrong = 0))`,
    // Without the table, naming it would be the failure that is told.
    ...(from.length === 0 ? [] : [`insert into temp.athanor_guard values (1 - ${isThere})`]),
    `insert into temp.athanor_guard values ((select count(*) from ${table}${others}) + ${lacking})`,
    'drop table temp.athanor_guard',
  ];
}
