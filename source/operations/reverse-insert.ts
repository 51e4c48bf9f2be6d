import {AthanorError} from '../errors.ts';
import type {Schema} from '../schema/schema.ts';
import {nameText, tableNamed} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import type {BulkInsert, Execute} from './operation.ts';

/** Deletes rows that were inserted, by their primary key. Throws `bad_operation` where they do not say theirs. */
export function deleteInserted({table, columns, rows}: BulkInsert, before: Schema): Execute {
  const key = tableNamed(before, table).primaryKey?.columns ?? [];
  const places = key.map((column) => columns.indexOf(column));
  if (places.length === 0 || places.includes(-1)) {
    throw new AthanorError(
      'bad_operation',
      `what was inserted into ${nameText(table)} cannot be taken back: the rows do not say their primary key`,
      {hint: 'write its way back into downgrade by hand: op.execute("delete …")'},
    );
  }
  const one = `(${key.map((column) => `${quoted(column)} = ?`).join(' and ')})`;
  const where = rows.map(() => one).join(' or ');
  return {
    kind: 'execute',
    sql: `delete from ${qualified(table)} where ${where}`,
    values: rows.flatMap((row) => places.map((place) => row[place] ?? null)),
    effect: 'data',
    transactional: true,
  };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const qualified = ({schema, name}: TableName): string =>
  schema === undefined ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
