import type {ServerType} from './canonical-type.ts';

/** What it means to turn the values of one type into another. */
export interface Conversion {
  /** The table is written anew. */
  readonly rewrites: boolean;
  /** The values that would not fit or would change, as a condition on the quoted column. `all` cannot be told apart. */
  readonly loses: 'nothing' | 'all' | ((column: string) => string);
}

const integers: readonly string[] = ['smallint', 'integer', 'bigint'];
/** From, and up to but not with; so they are exact as floats, too. */
const bounds: ReadonlyMap<string, readonly [from: string, to: string]> = new Map(
  Object.entries({
    smallint: ['-32768', '32768'],
    integer: ['-2147483648', '2147483648'],
    bigint: ['-9223372036854775808', '9223372036854775808'],
  }),
);
const digits: ReadonlyMap<string, number> = new Map(
  Object.entries({smallint: 5, integer: 10, bigint: 19}),
);
const texts: ReadonlySet<string> = new Set(['text', 'character varying', 'citext']);

/** What turning `from` into `to` does, by a plain cast. */
export function conversion(from: ServerType, to: ServerType): Conversion {
  if (from.array || to.array) return {rewrites: true, loses: 'all'};
  return {rewrites: !keepsBytes(from, to), loses: losses(from, to)};
}

/** The changes for which PostgreSQL leaves the table as it is: it only looks at the catalog. */
function keepsBytes(from: ServerType, to: ServerType): boolean {
  if (isVarying(from) && isVarying(to)) return hasRoom(from, to);
  if (from.name !== to.name) return false;
  if (from.name === 'numeric')
    return to.modifiers.length === 0 || fitsNumeric(from, to, 'same scale');
  if (/^(timestamp|time|interval|bit varying)/.test(from.name)) return hasRoom(from, to);
  return String(from.modifiers) === String(to.modifiers);
}

const isVarying = ({name}: ServerType): boolean => ['text', 'character varying'].includes(name);

/** Whether a length has not become shorter; none is the longest. */
function hasRoom({modifiers: [have]}: ServerType, {modifiers: [want]}: ServerType): boolean {
  return want === undefined || (have !== undefined && have <= want);
}

function losses(from: ServerType, to: ServerType): Conversion['loses'] {
  if (from.name === to.name && String(from.modifiers) === String(to.modifiers)) return 'nothing';
  if (texts.has(to.name) || to.name === 'character') return toText(from, to);
  if (integers.includes(to.name)) return toInteger(from, to);
  if (to.name === 'numeric') return toNumeric(from, to);
  return otherwise(from, to);
}

/** Anything has a text; only a limit can cut it. */
function toText(from: ServerType, to: ServerType): Conversion['loses'] {
  const [limit] = to.modifiers;
  if (limit === undefined) return 'nothing';
  const [have] = from.modifiers;
  const isText = texts.has(from.name) || from.name === 'character';
  const fits = isText && have !== undefined && have <= limit;
  // Blanks at the end are none of the value there.
  const trims = to.name === 'character' && texts.has(from.name);
  if (fits && !trims) return 'nothing';
  return (column) => {
    const long = `char_length(${column}::text) > ${limit}`;
    return trims ? `(${long} or rtrim(${column}) <> ${column})` : long;
  };
}

function toInteger(from: ServerType, to: ServerType): Conversion['loses'] {
  const beyond = outside(to);
  if (integers.includes(from.name)) {
    return integers.indexOf(from.name) <= integers.indexOf(to.name) ? 'nothing' : beyond;
  }
  if (texts.has(from.name)) return noInteger(to);
  // Of a float as it is: turned into a numeric it would have lost digits already.
  if (from.name === 'numeric' || floats.has(from.name)) {
    return (column) => `(${beyond(column)} or ${column} <> trunc(${column}))`;
  }
  return from.name === 'boolean' && to.name === 'integer' ? 'nothing' : 'all';
}

/** The numbers that a type of integers has no place for. */
function outside({name}: ServerType): (number: string) => string {
  const [least = '', end = ''] = bounds.get(name) ?? [];
  return (number) => `(${number} < ${least} or ${number} >= ${end})`;
}

/** Text that is no integer of this type, or not as the server would write it. */
function noInteger(to: ServerType): (column: string) => string {
  const length = digits.get(to.name) ?? 0;
  return (column) =>
    `(case when ${column} ~ '^(0|-?[1-9][0-9]{0,${length - 1}})$' then ${outside(to)(`${column}::numeric`)} else ${column} is not null end)`;
}

function toNumeric(from: ServerType, to: ServerType): Conversion['loses'] {
  const [precision, scale = 0] = to.modifiers;
  const isNumber = integers.includes(from.name) || from.name === 'numeric';
  if (!isNumber && !floats.has(from.name)) return 'all';
  if (isNumber && (precision === undefined || fitsNumeric(from, to))) return 'nothing';
  return (column) => {
    const digitsLost = `${column}::numeric::${from.name} <> ${column}`;
    const number = `${column}::numeric`;
    const cut = `${number} <> 'NaN' and (${number} <> round(${number}, ${scale}) or abs(${number}) >= 1e${(precision ?? 0) - scale})`;
    const all = [...(isNumber ? [] : [digitsLost]), ...(precision === undefined ? [] : [cut])];
    return `(${all.join(' or ')})`;
  };
}

/** A float becomes a numeric of 6 or 15 digits, though it may have more. */
const floats: ReadonlySet<string> = new Set(['real', 'double precision']);

/** Whether all digits that `from` can have have room in `to`. */
function fitsNumeric(from: ServerType, to: ServerType, scales?: 'same scale'): boolean {
  const whole = digits.get(from.name);
  const [precision = Number.POSITIVE_INFINITY, scale = 0] =
    whole === undefined ? from.modifiers : [whole, 0];
  const [wanted = Number.POSITIVE_INFINITY, wantedScale = 0] = to.modifiers;
  if (scales !== undefined && scale !== wantedScale) return false;
  return wantedScale >= scale && wanted - wantedScale >= precision - scale;
}

/** Those for which a cast there and back can never fail, and so can be asked for. */
const shorter: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    'timestamp with time zone': ['timestamp with time zone', 'date'],
    'timestamp without time zone': ['timestamp without time zone', 'date'],
    'time without time zone': ['time without time zone'],
  }),
);

const wider: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    smallint: ['real', 'double precision'],
    integer: ['double precision'],
    real: ['double precision'],
    date: ['timestamp with time zone', 'timestamp without time zone'],
    json: ['jsonb', 'text'],
    jsonb: ['json'],
  }),
);

function otherwise(from: ServerType, to: ServerType): Conversion['loses'] {
  if (wider.get(from.name)?.includes(to.name) === true) return 'nothing';
  const same = from.name === to.name;
  if (same && hasRoom(from, to)) return 'nothing';
  if (shorter.get(from.name)?.includes(to.name) !== true) return 'all';
  const target = `${typed(to)}${same ? '' : `::${from.name}`}`;
  return (column) => `${column} <> ${column}::${target}`;
}

function typed({name, modifiers}: ServerType): string {
  if (modifiers.length === 0) return name;
  return name.replace(/^(\w+)/, `$1(${modifiers.join(',')})`);
}
