import type {ColumnType} from '../schema/column.ts';
import {same} from './same.ts';

/** What becomes of values when their column gets another type. */
type Conversion =
  /** Each value fits as it is. */
  | 'widens'
  /** Values have to fit, or are cut or rounded. */
  | 'narrows'
  /** Values are read as something else, which not every one is. */
  | 'parses';

/** What becomes of the values of a column whose type changes. What is not known is taken for `parses`. */
export function conversionOf(from: ColumnType, to: ColumnType): Conversion {
  if (same(from, to) || (isEndlessText(to) && hasText(from))) return 'widens';
  if (from.kind === 'enum' && to.kind === 'enum') {
    return from.items.every((item) => to.items.includes(item)) ? 'widens' : 'narrows';
  }
  if (to.kind === 'decimal') return toDecimal(from, to);
  return inFamily(from, to) ?? known[`${from.kind} to ${to.kind}`] ?? toOther(from, to);
}

function inFamily(from: ColumnType, to: ColumnType): Conversion | undefined {
  const [old, now] = [sizeIn(from), sizeIn(to)];
  if (old === undefined || now === undefined || old.family !== now.family) return undefined;
  return now.size >= old.size ? 'widens' : 'narrows';
}

/** Types of one family hold the same kind of value; the larger holds all of the smaller. */
interface Size {
  readonly family: string;
  readonly size: number;
}

const numbers: Readonly<Partial<Record<ColumnType['kind'], Size>>> = {
  tinyint: {family: 'whole number', size: 1},
  smallint: {family: 'whole number', size: 2},
  mediumint: {family: 'whole number', size: 3},
  integer: {family: 'whole number', size: 4},
  bigint: {family: 'whole number', size: 8},
  float: {family: 'float', size: 4},
  double: {family: 'float', size: 8},
  text: {family: 'text', size: Number.POSITIVE_INFINITY},
};

function sizeIn(type: ColumnType): Size | undefined {
  const length = 'length' in type ? type.length : undefined;
  if (type.kind === 'string') return {family: 'text', size: length ?? 255};
  if (type.kind === 'character') return {family: 'text', size: length ?? 1};
  // As many digits of a second as there are, when none are said.
  if (type.kind === 'datetime' || type.kind === 'time') {
    return {family: type.kind, size: length ?? 6};
  }
  return numbers[type.kind];
}

const known: Readonly<Record<string, Conversion>> = {
  'tinyint to double': 'widens',
  'smallint to double': 'widens',
  'mediumint to double': 'widens',
  'integer to double': 'widens',
  'boolean to integer': 'widens',
  'date to datetime': 'widens',
  'datetime to date': 'narrows',
  'datetime to time': 'narrows',
};

const isNumber = ({kind}: ColumnType): boolean =>
  kind === 'decimal' || (kind !== 'text' && kind in numbers);

function toOther(from: ColumnType, to: ColumnType): Conversion {
  if (isNumber(to)) return isNumber(from) ? 'narrows' : 'parses';
  const isText = to.kind === 'string' || to.kind === 'character';
  return isText && hasText(from) ? 'narrows' : 'parses';
}

type Decimal = Extract<ColumnType, {kind: 'decimal'}>;

const digitsBefore = ({precision = 10, scale = 0}: Decimal): number => precision - scale;

/** Digits that the largest of each has. */
const digits: Readonly<Partial<Record<ColumnType['kind'], number>>> = {
  tinyint: 3,
  smallint: 5,
  mediumint: 7,
  integer: 10,
  bigint: 19,
};

function toDecimal(from: ColumnType, to: Decimal): Conversion {
  if (!isNumber(from)) return 'parses';
  const [before, behind] =
    from.kind === 'decimal' ? [digitsBefore(from), from.scale] : [digits[from.kind], 0];
  const fits = before !== undefined && digitsBefore(to) >= before;
  return fits && (to.scale ?? 0) >= (behind ?? 0) ? 'widens' : 'narrows';
}

const isEndlessText = (type: ColumnType): boolean =>
  type.kind === 'text' || (type.kind === 'raw' && /^(text|citext|varchar)$/i.test(type.sql));

/** Whether each value can be written down as text and nothing is lost. */
const hasText = ({kind}: ColumnType): boolean => kind !== 'blob' && kind !== 'array';
