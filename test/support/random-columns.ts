import type {Column, ColumnType, DefaultValue} from '../../source/schema/column.ts';
import type {EnumType} from '../../source/schema/schema.ts';
import type {Table} from '../../source/schema/table.ts';
import type {Dice} from './dice.ts';

const types: readonly ColumnType[] = [
  {kind: 'integer'},
  {kind: 'string', length: 40},
  {kind: 'text'},
  {kind: 'boolean'},
  {kind: 'bigint'},
  {kind: 'smallint'},
  {kind: 'string'},
  {kind: 'decimal', precision: 10, scale: 2},
  {kind: 'datetime'},
  {kind: 'datetime', length: 3},
  {kind: 'date'},
  {kind: 'double'},
  {kind: 'float'},
  {kind: 'json'},
  {kind: 'uuid'},
  {kind: 'blob'},
  {kind: 'time'},
  {kind: 'character', length: 3},
  {kind: 'enum', items: ['new', 'paid', "won't pay"]},
];

const values: Readonly<
  Partial<Record<ColumnType['kind'], readonly (string | number | boolean)[]>>
> = {
  integer: [0, 42, -7],
  bigint: [0, 9_000_000_000],
  smallint: [1],
  boolean: [true, false],
  string: ['', 'x', "it's"],
  text: ['', 'x', 'two\nlines'],
  decimal: ['0.50'],
  date: ['2026-11-23'],
};

const nasty = [
  'Mixed',
  'two words ',
  'order',
  'ünï',
  "o'clock",
  'a.b.',
  'say "so" ',
  'tick`',
  '[in]',
  '日本 ',
  'long',
];

/** A name that none of these is, sometimes one that must be quoted, or the longest that PostgreSQL takes. */
export function freshName(prefix: string, taken: readonly string[], dice: Dice): string {
  const style = dice.onceIn(4) ? (dice.oneOf(nasty) ?? '') : '';
  const name = (number: number): string =>
    style === 'long' ? `${prefix}${number}_`.padEnd(63, 'long') : `${style}${prefix}${number}`;
  let number = 1;
  while (taken.some((each) => each.toLowerCase() === name(number).toLowerCase())) number += 1;
  return name(number);
}

/** A column for a table: nullable or with a default, where `safe`, so that rows may be there. */
export function randomColumn(
  dice: Dice,
  {
    taken,
    enums,
    safe,
  }: {
    readonly taken: readonly string[];
    readonly enums: readonly EnumType[];
    readonly safe: boolean;
  },
): Column {
  const type = randomType(dice, enums);
  const value = dice.onceIn(3) ? defaultFor(type, dice) : undefined;
  return {
    name: freshName('column_', taken, dice),
    type,
    nullable: (safe && value === undefined) || dice.onceIn(2),
    ...(value && {default: value}),
  };
}

/** A default that a type can have; `undefined` for one that is left without. */
export function defaultFor(type: ColumnType, dice: Dice): DefaultValue | undefined {
  const value = dice.oneOf(type.kind === 'enum' ? type.items : (values[type.kind] ?? []));
  return value === undefined ? undefined : {kind: 'value', value};
}

/** A type that holds all that this one holds; `undefined` when none is known. */
export function wider(type: ColumnType): ColumnType | undefined {
  if (type.kind === 'smallint') return {kind: 'integer'};
  if (type.kind === 'integer') return {kind: 'bigint'};
  if (type.kind !== 'string') return undefined;
  return type.length === undefined || type.length > 400
    ? {kind: 'text'}
    : {kind: 'string', length: type.length * 2};
}

/** Whether a column can be in a key: what is compared, and not numbered or computed. */
export function isPlain({type, autoincrement, generated}: Column): boolean {
  const compared = ['integer', 'bigint', 'smallint', 'string', 'text', 'uuid', 'date'];
  return compared.includes(type.kind) && autoincrement !== true && generated === undefined;
}

/** Whether SQL or a key of its own table speaks of a column, so that its type had better stay. */
export function isUsed({name}: Column, table: Table): boolean {
  const {primaryKey, foreignKeys, checks, indexes, columns} = table;
  const texts = [
    ...checks.map(({expression}) => expression),
    ...indexes.map(({where = ''}) => where),
    ...indexes.flatMap(({parts}) => parts.map(({expression = ''}) => expression)),
    ...columns.map(({generated}) => generated?.expression ?? ''),
  ];
  return (
    [primaryKey, ...foreignKeys].some((key) => key?.columns.includes(name) === true) ||
    texts.some((text) => text.includes(quoted(name)))
  );
}

/** A name as SQL that both databases read. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function randomType(dice: Dice, enums: readonly EnumType[]): ColumnType {
  const native = dice.onceIn(3) ? dice.oneOf(enums) : undefined;
  if (native) return {kind: 'enum', items: native.items, native: {name: native.name}};
  return dice.oneOf(types) ?? {kind: 'text'};
}
