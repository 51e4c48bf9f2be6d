import {parse, parseTable} from '../../dialects/sqlite/parse.ts';
import type {Schema} from '../../schema/schema.ts';
import type {Table, TableName} from '../../schema/table.ts';
import type {Ask} from '../connection.ts';

const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** SQLite keeps the text of every definition, names and all, which no pragma gives back in full. */
const definitions = 'select sql from sqlite_master where sql is not null';

/** What a virtual table keeps its own rows in goes with it, and is nobody else's. */
const shadows = [
  'data',
  'idx',
  'content',
  'docsize',
  'config',
  'segments',
  'segdir',
  'stat',
  'node',
  'parent',
  'rowid',
]
  .map((part) => `v.name || '_${part}'`)
  .join(', ');
const notShadow = `not exists (select 1 from sqlite_master v where v.sql like 'create virtual table%' and sqlite_master.tbl_name in (${shadows}))`;

interface Definition extends Readonly<Record<string, unknown>> {
  readonly sql: string;
}

/** All of the database, in one query, but for Athanor's own. */
export async function introspect(ask: Ask, own: readonly string[]): Promise<Schema> {
  const names = own.map(literal).join(', ');
  const rows = await ask<Definition>(
    `${definitions} and ${notShadow} and tbl_name not in (${names}) order by rowid`,
  );
  return parse(rows.map(({sql}) => sql));
}

/** One table, or `undefined` where there is none. */
export async function describeTable(ask: Ask, {name}: TableName): Promise<Table | undefined> {
  const rows = await ask<Definition>(
    `${definitions} and type in ('table', 'index') and tbl_name = ${literal(name)} collate nocase order by type = 'index', rowid`,
  );
  const [table, ...indexes] = rows.map(({sql}) => sql);
  return table === undefined ? undefined : parseTable(table, indexes);
}
