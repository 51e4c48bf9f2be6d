import {AthanorError} from '../../errors.ts';
import type {Column, ColumnType, EnumColumnType, PlainType} from '../../schema/column.ts';
import {defaultCheckName} from '../../schema/default-names.ts';
import type {Check} from '../../schema/table.ts';
import {literal, qualified, quote} from './quote.ts';

const plain: Readonly<Record<Exclude<PlainType, 'mediumint'>, string>> = {
  integer: 'int',
  smallint: 'smallint',
  tinyint: 'smallint',
  bigint: 'bigint',
  float: 'real',
  double: 'double precision',
  boolean: 'boolean',
  text: 'text',
  date: 'date',
  interval: 'interval',
  json: 'jsonb',
  uuid: 'uuid',
  blob: 'bytea',
  array: 'text[]',
};

const serials: Readonly<Record<string, string>> = {
  int: 'serial',
  int4: 'serial',
  integer: 'serial',
  bigint: 'bigserial',
  int8: 'bigserial',
  smallint: 'smallserial',
  int2: 'smallserial',
};

/**
 * PostgreSQL's text for a type, as MikroORM 7 writes it, but for enum types, which are named with their
 * schema. With its column, `serial` for one that is numbered. Throws `not_supported`.
 */
export function typeText(type: ColumnType, column?: Column): string {
  const text = bareText(type);
  if (column?.autoincrement !== true) return text;
  const serial = serials[text.toLowerCase()];
  if (serial !== undefined) return serial;
  throw new AthanorError(
    'not_supported',
    `PostgreSQL cannot number the column ${column.name}: its type is ${text}`,
    {
      hint: 'make it a smallint, an integer or a bigint, or take autoincrement() away',
    },
  );
}

function bareText(type: ColumnType): string {
  if (isPlain(type)) return plain[type.kind];
  switch (type.kind) {
    case 'string':
      return sized('varchar', type.length ?? 255);
    case 'character':
      return sized('char', type.length ?? 1);
    case 'datetime':
      return type.length === undefined ? 'timestamptz' : `timestamptz(${type.length})`;
    case 'time':
      // MikroORM writes this whatever the length is.
      return 'time(0)';
    case 'decimal':
      return `numeric(${type.precision ?? 10},${type.scale ?? 0})`;
    case 'enum':
      return enumText(type);
    case 'raw':
      return type.sql.trim();
    default:
      throw new AthanorError('not_supported', `PostgreSQL has no type ${type.kind}`, {
        hint: 'say t.integer(), or name the type of each database under op.only(…)',
      });
  }
}

const isPlain = (type: ColumnType): type is {readonly kind: keyof typeof plain} =>
  type.kind in plain;

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
  return {name: defaultCheckName(table, [name]), expression};
}
