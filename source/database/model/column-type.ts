import type {EntityProperty} from '@mikro-orm/core';
import type {Column as MikroColumn} from '@mikro-orm/sql';
import type {Dialect, DialectName} from '../../dialects/dialect.ts';
import type {ColumnType, PlainType} from '../../schema/column.ts';
import type {ColumnProperty} from './property-of-column.ts';

/**
 * The portable type of a column: what its property says in MikroORM's own words, if the dialect makes of
 * these the very text that MikroORM would; otherwise that text.
 */
export function columnType(
  column: MikroColumn,
  source: ColumnProperty | undefined,
  dialect: Dialect,
): ColumnType {
  const wanted = canonicalType(column.type, dialect.name);
  const fits = (type: ColumnType): boolean => {
    try {
      return canonicalType(dialect.typeText(type), dialect.name) === wanted;
    } catch {
      return false;
    }
  };
  return candidates(column, source).find(fits) ?? {kind: 'raw', sql: column.type};
}

/** Every type that the column may have, the likeliest first. */
function* candidates(
  column: MikroColumn,
  source: ColumnProperty | undefined,
): Generator<ColumnType> {
  const facts: Facts = {
    length: source?.property.length ?? column.length,
    precision: source?.property.precision ?? column.precision,
    scale: source?.property.scale ?? column.scale,
  };
  if (source) yield* typesOf(wordOf(source.property), facts);
  yield* typesOf(brandOf(column.mappedType), facts);
  yield* plainTypes.map((kind) => ({kind}));
}

interface Facts {
  readonly length: number | undefined;
  readonly precision: number | undefined;
  readonly scale: number | undefined;
}

const plainTypes: readonly PlainType[] = [
  'text',
  'integer',
  'bigint',
  'smallint',
  'double',
  'float',
  'boolean',
  'json',
  'uuid',
  'blob',
  'date',
  'interval',
  'array',
];

/** What MikroORM assumes when no length is given: characters, and digits of a second. */
const assumed = {string: [255], character: [1], datetime: [6, 0], time: [0]} as const;

function* typesOf(word: string | undefined, facts: Facts): Generator<ColumnType> {
  switch (word) {
    case undefined:
      return;
    case 'string':
    case 'character':
    case 'datetime':
    case 'time':
      yield* withLength(word, facts.length);
      return;
    case 'decimal':
      yield* decimals(facts);
      return;
    default: {
      const kind = plainTypes.find((each) => each === word) ?? smallIntegers.get(word);
      if (kind) yield {kind};
    }
  }
}

const smallIntegers: ReadonlyMap<string, PlainType> = new Map([
  ['tinyint', 'tinyint'],
  ['mediumint', 'mediumint'],
]);

function* withLength(
  kind: keyof typeof assumed,
  length: number | undefined,
): Generator<ColumnType> {
  const usual: readonly number[] = assumed[kind];
  const plain: ColumnType = {kind};
  if (length === undefined || length < 0) {
    yield plain;
    return;
  }
  const exact: ColumnType = {kind, length};
  yield* usual.includes(length) ? [plain, exact] : [exact, plain];
}

function* decimals({precision, scale}: Facts): Generator<ColumnType> {
  if (precision === undefined || (precision === 10 && !scale)) yield {kind: 'decimal'};
  if (precision !== undefined) {
    if (!scale) yield {kind: 'decimal', precision};
    yield {kind: 'decimal', precision, scale: scale ?? 0};
  }
}

/** MikroORM marks each of its own type classes with its word, under a symbol that all copies share. */
const brand = Symbol.for('@mikro-orm/type');

function brandOf(type: unknown): string | undefined {
  if (typeof type !== 'object' || type === null) return undefined;
  const word: unknown = Object.getOwnPropertyDescriptor(type.constructor, brand)?.value;
  return typeof word === 'string' ? (synonyms.get(word) ?? word) : undefined;
}

/** What decorators and reflection say, in the words of the property builder. `Date` is not `date`. */
const synonyms: ReadonlyMap<string, string> = new Map([
  ['number', 'integer'],
  ['int', 'integer'],
  ['Date', 'datetime'],
  ['timestamp', 'datetime'],
  ['Buffer', 'blob'],
  ['Uint8Array', 'blob'],
  ['uint8array', 'blob'],
  ['object', 'json'],
  ['any', 'json'],
  ['string[]', 'array'],
  ['number[]', 'array'],
  ['enumArray', 'array'],
  ['numeric', 'decimal'],
  ['char', 'character'],
  ['varchar', 'string'],
]);

function wordOf(property: EntityProperty): string | undefined {
  const own = brandOf(property.customType);
  if (own !== undefined) return own;
  // Discovery leaves a name here; before it, a class may stand in its place.
  const named: unknown = property.type;
  return typeof named === 'string' ? (synonyms.get(named) ?? named) : undefined;
}

const postgresqlNames: ReadonlyMap<string, string> = new Map([
  ['integer', 'int'],
  ['int4', 'int'],
  ['serial', 'int'],
  ['serial4', 'int'],
  ['int8', 'bigint'],
  ['bigserial', 'bigint'],
  ['serial8', 'bigint'],
  ['int2', 'smallint'],
  ['smallserial', 'smallint'],
  ['bool', 'boolean'],
  ['float8', 'double precision'],
  ['float4', 'real'],
  ['decimal', 'numeric'],
  ['character varying', 'varchar'],
  ['character', 'char'],
  ['timestamp with time zone', 'timestamptz'],
  ['timestamp without time zone', 'timestamp'],
  ['time without time zone', 'time'],
]);

/** One text for all the ways to write a type, so that `int4` and `integer` are one. */
export function canonicalType(text: string, dialect: DialectName): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/\s*([(),])\s*/g, '$1');
  if (dialect === 'sqlite') return plain;
  const [, name = plain, size = '', rest = ''] =
    /^([a-z0-9_ ]+?)(\([^)]*\))?((?: [a-z ]+)?(?:\[\d*\])*)$/.exec(plain) ?? [];
  const whole = `${name}${rest.replace(/\[.*$/, '')}`;
  const array = /(\[\d*\])*$/.exec(rest)?.[0] ?? '';
  return `${postgresqlNames.get(whole) ?? whole}${size}${array}`;
}
