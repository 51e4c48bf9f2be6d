import {AthanorError} from '../../errors.ts';
import {nameText} from '../../schema/tables.ts';
import type {TableName} from '../../schema/table.ts';
import type {Dialect} from '../dialect.ts';
import {hexadecimal, numberText} from '../numbers.ts';

/** Quotes an identifier as MikroORM does. Throws `bad_operation` for what SQLite would cut off. */
export function quote(name: string): string {
  if (name.includes('\0')) {
    throw new AthanorError('bad_operation', `SQLite cannot keep the name ${JSON.stringify(name)}`, {
      hint: 'take the zero byte out of the name',
    });
  }
  return `\`${name.replaceAll('`', '``')}\``;
}

/** A table by its name. Throws `not_supported` for a table in a schema: a SQLite database has none. */
export function tableName(table: TableName): string {
  if (table.schema === undefined) return quote(table.name);
  throw noSchemas(nameText(table));
}

/** What SQLite says to schemas. */
export function noSchemas(what: string): AthanorError {
  return new AthanorError('not_supported', `SQLite has no schemas, so it cannot hold ${what}`, {
    hint: "leave the schema out, or put this under op.only('postgresql', (op) => …)",
  });
}

/** Writes a value as a literal. A date is the number of milliseconds that MikroORM stores. */
export const literal: Dialect['literal'] = (value) => {
  if (value === null) return 'null';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return numberText(value.getTime());
  if (value instanceof Uint8Array) return `x'${hexadecimal(value)}'`;
  return numberText(value);
};

/** SQLite stops reading its SQL at a zero byte, and its shell drops carriage returns, so such text travels as bytes. */
function text(value: string): string {
  if (!value.includes('\0') && !value.includes('\r\n')) return `'${value.replaceAll("'", "''")}'`;
  return `cast(x'${hexadecimal(new TextEncoder().encode(value))}' as text)`;
}
