import {identifier, isCode, tokens} from '../../schema/sql-text.ts';
import {defaultSchema} from './quote.ts';

/** A type as the server tells it, in parts. */
export interface ServerType {
  /** `character varying`, `timestamp with time zone`, `"sales"."state"`. */
  readonly name: string;
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

/**
 * The text that the server's `format_type` gives for a type, however it was written: `varchar(9)` is
 * `character varying(9)`. A type in `public` or `pg_catalog` goes without its schema.
 */
export function canonicalType(sql: string): string {
  const {name, modifiers, array} = serverType(sql);
  const list = modifiers.length > 0 ? `(${modifiers.join(',')})` : '';
  const [zoned, first, rest] = /^(timestamp|time)( .*)$/.exec(name) ?? [];
  const text = zoned === undefined ? `${name}${list}` : `${String(first)}${list}${String(rest)}`;
  return array ? `${text}[]` : text;
}

/** Takes the text of a type apart. */
export function serverType(sql: string): ServerType {
  const code = tokens(sql).filter(isCode);
  const words: string[] = [];
  const modifiers: number[] = [];
  let array = false;
  let sign = '';
  for (const token of code) {
    if (token.kind === 'number') modifiers.push(Number(token.text) * (sign === '-' ? -1 : 1));
    else if (token.text === '[') array = true;
    else if (token.kind === 'word') words.push(token.text.toLowerCase());
    else if (token.kind === 'quoted') words.push(bare(identifier(token) ?? ''));
    else if (token.text === '.') words.push('.');
    sign = token.text;
  }
  return {...resolved(withoutSchema(words), modifiers), array: array || words.at(-1) === 'array'};
}

function withoutSchema(words: readonly string[]): string {
  const name = words.filter((word) => word !== 'array');
  if (name[1] !== '.') return name.join(' ');
  const [schema = '', , ...rest] = name;
  return [defaultSchema, 'pg_catalog'].includes(schema) ? rest.join('') : name.join('');
}

/** The server's name for a type, with the modifiers that it takes for granted. */
function resolved(name: string, modifiers: readonly number[]): Omit<ServerType, 'array'> {
  if (name === 'float') return {name: floating(modifiers), modifiers: []};
  if (name === 'bpchar' && modifiers.length === 0) return {name, modifiers};
  const known = aliases.get(name) ?? name;
  const more = modifiers.length < 2 ? (granted.get(known)?.[modifiers.length] ?? []) : [];
  return {name: known, modifiers: [...modifiers, ...more]};
}

const floating = ([digits = 53]: readonly number[]): string =>
  digits <= 24 ? 'real' : 'double precision';

/** What follows the modifiers that were given, by how many these are. */
const granted: ReadonlyMap<string, readonly (readonly number[])[]> = new Map(
  Object.entries({
    character: [[1]],
    bit: [[1]],
    numeric: [[], [0]],
  }),
);

const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    int: 'integer',
    int4: 'integer',
    serial: 'integer',
    serial4: 'integer',
    int8: 'bigint',
    bigserial: 'bigint',
    serial8: 'bigint',
    int2: 'smallint',
    smallserial: 'smallint',
    serial2: 'smallint',
    bool: 'boolean',
    float4: 'real',
    float8: 'double precision',
    decimal: 'numeric',
    dec: 'numeric',
    varchar: 'character varying',
    'char varying': 'character varying',
    char: 'character',
    bpchar: 'character',
    timestamptz: 'timestamp with time zone',
    timestamp: 'timestamp without time zone',
    timetz: 'time with time zone',
    time: 'time without time zone',
    varbit: 'bit varying',
  }),
);

/** A quoted name without its quotes, where it needs none. `"char"` is a type of its own. */
const bare = (name: string): string =>
  /^[a-z_][a-z0-9_]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

const reserved: ReadonlySet<string> = new Set(
  (
    'all analyse analyze and any array as asc asymmetric authorization between both bigint binary bit boolean case cast char ' +
    'character check collate collation column concurrently constraint create cross current_catalog current_date current_role ' +
    'current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except ' +
    'false fetch float for foreign freeze from full grant group having ilike in initially inner int integer intersect interval into ' +
    'is isnull join lateral leading left like limit localtime localtimestamp natural not notnull null numeric offset on only or ' +
    'order outer overlaps placing primary real references returning right select session_user setof similar smallint some ' +
    'symmetric system_user table tablesample then time timestamp to trailing true union unique user using varchar variadic verbose ' +
    'when where window with'
  ).split(' '),
);
