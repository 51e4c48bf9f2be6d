import {AthanorError} from '../../errors.ts';
import type {Column, ColumnType, EnumColumnType} from '../../schema/column.ts';
import {cutTo, defaultCheckName} from '../../schema/default-names.ts';
import type {Check} from '../../schema/table.ts';
import {ofType} from '../of-type.ts';
import type {OfType} from '../of-type.ts';
import {literal, qualified, quote} from './quote.ts';

const texts: OfType<string> = {
  integer: () => 'int',
  smallint: () => 'smallint',
  tinyint: () => 'smallint',
  mediumint: () => {
    throw new AthanorError('not_supported', 'PostgreSQL has no type mediumint', {
      hint: 'say t.integer(), or name the type of each database under op.only(…)',
    });
  },
  bigint: () => 'bigint',
  float: () => 'real',
  double: () => 'double precision',
  boolean: () => 'boolean',
  text: () => 'text',
  date: () => 'date',
  interval: () => 'interval',
  json: () => 'jsonb',
  uuid: () => 'uuid',
  blob: () => 'bytea',
  array: () => 'text[]',
  string: ({length = 255}) => sized('varchar', length),
  character: ({length = 1}) => sized('char', length),
  datetime: ({length}) => (length === undefined ? 'timestamptz' : `timestamptz(${length})`),
  // MikroORM writes this whatever the length is.
  time: () => 'time(0)',
  decimal: ({precision = 10, scale = 0}) => `numeric(${precision},${scale})`,
  enum: (type) => enumText(type),
  raw: ({sql}) => sql.trim(),
};

const serials: ReadonlyMap<string, string> = new Map(
  Object.entries({
    int: 'serial',
    int4: 'serial',
    integer: 'serial',
    bigint: 'bigserial',
    int8: 'bigserial',
    smallint: 'smallserial',
    int2: 'smallserial',
  }),
);

/**
 * PostgreSQL's text for a type, as MikroORM 7 writes it, but for enum types, which are named with their
 * schema. With its column, `serial` for one that is numbered. Throws `not_supported`.
 */
export function typeText(type: ColumnType, column?: Column): string {
  const text = ofType(texts, type);
  if (column?.autoincrement !== true) return text;
  const serial = serials.get(text.toLowerCase());
  if (serial !== undefined) return serial;
  throw new AthanorError(
    'not_supported',
    `PostgreSQL cannot number the column ${column.name}: its type is ${text}`,
    {
      hint: 'make it a smallint, an integer or a bigint, or take autoincrement() away',
    },
  );
}

/** MikroORM's word for a text without a limit is the length -1. */
const sized = (name: string, length: number): string =>
  length === -1 ? name : `${name}(${length})`;

function enumText(type: EnumColumnType): string {
  const {native, array = false} = type;
  if (native !== undefined) return `${qualified(native)}${array ? '[]' : ''}`;
  if (array) return 'text[]';
  return isTextual(type) ? 'text' : 'smallint';
}

const isTextual = ({items}: EnumColumnType): boolean =>
  items.every((item) => typeof item === 'string');

/** The check that keeps the values of an enum, named as MikroORM names it; `undefined` where the type keeps them. */
export function enumCheck(table: string, {name, type}: Column): Check | undefined {
  if (type.kind !== 'enum' || type.native !== undefined) return undefined;
  if (!isTextual(type)) return undefined;
  const items = type.items.map(literal);
  const expression =
    type.array === true
      ? `${quote(name)} <@ array[${items.map((item) => `${item}::text`).join(', ')}]`
      : `${quote(name)} in (${items.join(', ')})`;
  // MikroORM counts characters, and PostgreSQL cuts what is more than its bytes.
  return {name: cutTo(defaultCheckName(table, [name])), expression};
}
