import {postgresql} from '../../dialects/postgresql/postgresql.ts';
import {inSchema, storedTable} from '../../dialects/postgresql/stored.ts';
import {emptySchema} from '../../schema/schema.ts';
import type {Table} from '../../schema/table.ts';
import {tablesWhere} from './introspect.ts';
import type {Ask} from '../connection.ts';

/**
 * How the server words a definition: it makes a temporary table of it and reads that. Foreign keys,
 * which no temporary table can have to others, are taken over as they are.
 *
 * Leaves the table behind: whoever calls rolls back.
 */
export async function described(ask: Ask, definition: Table, version: string): Promise<Table> {
  const table = {...definition, schema: 'pg_temp', foreignKeys: []};
  const context = {before: () => emptySchema, target: version};
  for (const statement of postgresql.compile([{kind: 'createTable', table}], context)) {
    if (statement.kind === 'sql') await ask(statement.sql);
  }
  const name = definition.name.replaceAll("'", "''");
  const [made] = await tablesWhere(
    ask,
    `c.relnamespace = pg_catalog.pg_my_temp_schema() and c.relname = '${name}'`,
  );
  const wanted = storedTable(definition);
  const {schema: _, ...found} = made ?? wanted;
  return {...found, ...inSchema(wanted), foreignKeys: wanted.foreignKeys};
}
