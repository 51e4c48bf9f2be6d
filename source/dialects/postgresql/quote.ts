import {AthanorError} from '../../errors.ts';
import type {TableName} from '../../schema/table.ts';
import type {Dialect} from '../dialect.ts';
import {hexadecimal, numberText} from '../numbers.ts';

/** The schema that a table without one is in. */
export const defaultSchema = 'public';

/** PostgreSQL cuts longer names off without a word. */
const longestName = 63;

/** Quotes an identifier. Throws `bad_operation` for what PostgreSQL would not keep as it is. */
export function quote(name: string): string {
  if (name === '' || name.includes('\0') || new TextEncoder().encode(name).length > longestName) {
    throw new AthanorError(
      'bad_operation',
      `PostgreSQL cannot keep the name ${JSON.stringify(name)}`,
      {
        hint: `a name has from 1 to ${longestName} bytes: give a shorter one`,
      },
    );
  }
  return `"${name.replaceAll('"', '""')}"`;
}

/** A name in its schema, both quoted. */
export const qualified = ({schema = defaultSchema, name}: TableName): string =>
  `${quote(schema)}.${quote(name)}`;

/** Writes a value as a literal. Throws `bad_operation` for text that PostgreSQL cannot hold. */
export const literal: Dialect['literal'] = (value) => {
  if (value === null) return 'null';
  if (typeof value === 'string') return text(value);
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return text(value.toISOString());
  if (value instanceof Uint8Array) return `'\\x${hexadecimal(value)}'::bytea`;
  return numberText(value);
};

/** With a backslash in it the text is written as an escape string, which no setting of the server can read otherwise. */
function text(value: string): string {
  if (value.includes('\0')) {
    throw new AthanorError('bad_operation', 'PostgreSQL cannot hold text with a zero byte in it', {
      hint: 'take the zero byte out, or keep the value in a blob',
    });
  }
  const quoted = value.replaceAll("'", "''");
  return value.includes('\\') ? `E'${quoted.replaceAll('\\', '\\\\')}'` : `'${quoted}'`;
}
