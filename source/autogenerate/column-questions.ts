import type {AlterColumn, Operation} from '../operations/operation.ts';
import type {Column, ColumnType, DefaultValue} from '../schema/column.ts';
import {findColumn, nameText} from '../schema/tables.ts';
import {conversionOf} from './conversions.ts';
import {wayOf, wordsOf, type Candidate, type Inquiry, type Question} from './questions.ts';
import {same} from './same.ts';
import type {TablePair} from './table-pair.ts';

/** A column that every row must fill, and nothing does. */
export const needsValue = (column: Column): boolean =>
  !column.nullable &&
  column.default === undefined &&
  column.generated === undefined &&
  column.identity === undefined &&
  column.autoincrement !== true;

/** The operations that add a column, so that the rows that are there get a value as was answered. */
export function addition(pair: TablePair, column: Column, inquiry: Inquiry): readonly Operation[] {
  const {name: table} = pair;
  const add: Operation = {kind: 'addColumn', table, column};
  if (!needsValue(column)) return [add];
  const answer = inquiry.ask(fillQuestion(pair, column, 'new'));
  if (answer === undefined) return [add];
  const alter = {kind: 'alterColumn', table, column: column.name} as const;
  if (wayOf(answer) === 'constant') {
    const value = valueOf(column, wordsOf(answer));
    return [
      {...add, column: {...column, default: value}},
      {...alter, change: {default: null}},
    ];
  }
  const empty: Operation = {...add, column: {...column, nullable: true}};
  return [empty, ...filling(pair, column, answer), {...alter, change: {nullable: false}}];
}

/** The operations that alter a column, as was answered for the values that are there. */
export function alteration(
  pair: TablePair,
  alter: AlterColumn,
  inquiry: Inquiry,
): readonly Operation[] {
  const column = findColumn(pair.to, alter.column);
  if (column === undefined) return [alter];
  const whole = converted(pair, column, alter, inquiry);
  const {nullable, ...rest} = whole.change;
  if (nullable !== false) return [whole];
  const answer = inquiry.ask(fillQuestion(pair, column, 'old'));
  const fill = answer === undefined ? [] : filling(pair, column, answer);
  if (fill.length === 0) return [whole];
  const first = Object.keys(rest).length === 0 ? [] : [{...whole, change: rest}];
  const {using: _, ...last} = whole;
  return [...first, ...fill, {...last, change: {nullable}}];
}

/** The statement that gives a value to the rows that have none. */
function filling({name: table}: TablePair, column: Column, answer: string): readonly Operation[] {
  if (!['constant', 'expression'].includes(wayOf(answer))) return [];
  const words = wordsOf(answer);
  const value = wayOf(answer) === 'constant' ? literalOf(valueOf(column, words)) : words;
  const [whole, name] = [
    [table.schema, table.name].filter((part) => part !== undefined).map(quoted),
    quoted(column.name),
  ];
  return [
    {
      kind: 'execute',
      sql: `update ${whole.join('.')} set ${name} = ${value} where ${name} is null`,
      effect: 'data',
      transactional: true,
    },
  ];
}

/** Asks whether a column may be dropped and made again, computed in another way; only `stop` says no. */
export function recomputation(pair: TablePair, name: string, inquiry: Inquiry): void {
  const [old, now] = [findColumn(pair.fromStored, name), findColumn(pair.toStored, name)];
  if (same(old?.generated, now?.generated)) return;
  const subject = `${nameText(pair.name)}.${name}`;
  const wasPlain = old?.generated === undefined;
  inquiry.ask({
    id: `recompute:${subject}`,
    kind: 'recompute',
    table: nameText(pair.name),
    subject,
    text: wasPlain
      ? `column ${subject} becomes a computed one, which takes its values away: go on?`
      : `column ${subject} is computed in another way, and so made again: go on?`,
    candidates: [
      {
        value: 'recompute',
        label: 'yes: drop it and make it again',
        reason: wasPlain
          ? 'no database can turn plain values into computed ones'
          : 'its values come from other columns, so nothing is lost',
      },
      stop,
    ],
  });
}

const stop: Candidate = {value: 'stop', label: 'stop, and write nothing'};

function converted(
  pair: TablePair,
  column: Column,
  alter: AlterColumn,
  inquiry: Inquiry,
): AlterColumn {
  const [old, now] = [findColumn(pair.fromStored, column.name), findColumn(pair.to, column.name)];
  const from = findColumn(pair.from, column.name);
  if (alter.change.type === undefined || !old || !now || !from || old.generated) return alter;
  const conversion = conversionOf(from.type, now.type);
  if (conversion === 'widens') return alter;
  const subject = `${nameText(pair.name)}.${column.name}`;
  const [was, is] = [typeText(from.type), typeText(now.type)];
  const answer = inquiry.ask({
    id: `convert:${subject}`,
    kind: 'convert',
    table: nameText(pair.name),
    subject,
    text: `column ${subject} turns from ${was} into ${is}, which not every value may survive: how?`,
    candidates: [
      {
        value: 'cast',
        label: 'as the database converts it',
        reason:
          conversion === 'narrows'
            ? 'values that fit stay as they are; the run counts the others and asks before it begins'
            : 'fails, and changes nothing, where a value cannot be read so',
      },
      {
        value: `expression:${column.name}`,
        label: 'by an SQL expression over the old columns',
        free: true,
      },
      stop,
    ],
  });
  return answer !== undefined && wayOf(answer) === 'expression'
    ? {...alter, using: wordsOf(answer)}
    : alter;
}

function fillQuestion(pair: TablePair, column: Column, age: 'new' | 'old'): Question {
  const table = nameText(pair.name);
  const subject = `${table}.${column.name}`;
  const constant = isAlone(pair, column) ? undefined : usualValue(column);
  const later: Candidate = {
    value: 'backfill',
    label:
      age === 'new'
        ? 'add it empty, fill it by hand in the revision, then forbid null'
        : 'fill it by hand in the revision, then forbid null',
    reason: 'fails, and changes nothing, while a row has no value',
  };
  const byHand: readonly Candidate[] = [
    {
      value: `constant:${constant?.text ?? ''}`,
      label: 'the same value for each row that has none',
      ...(constant === undefined
        ? {reason: 'values must differ, or be those of other rows'}
        : {reason: constant.reason}),
      free: true,
    },
    {
      value: `expression:${expressionFor(column)}`,
      label: 'an SQL expression over the other columns',
      free: true,
    },
  ];
  return {
    id: `fill:${subject}`,
    kind: 'fill',
    table,
    subject,
    text:
      age === 'new'
        ? `column ${subject} is new and must be filled, and has no default: what do the rows that are there get?`
        : `column ${subject} must be filled from now on: what do the rows get that have no value?`,
    candidates:
      constant === undefined ? [later, ...byHand.toReversed(), stop] : [...byHand, later, stop],
  };
}

/** Whether its values must differ or are those of other rows, so that one for all would hardly do. */
const isAlone = ({to}: TablePair, {name}: Column): boolean =>
  [
    ...(to.primaryKey ? [to.primaryKey] : []),
    ...to.uniques,
    ...to.foreignKeys,
    ...to.indexes
      .filter(({unique}) => unique === true)
      .map(({parts}) => ({columns: parts.map(({column = ''}) => column)})),
  ].some(({columns}) => columns.includes(name));

interface Usual {
  readonly text: string;
  readonly reason: string;
}

const usualValues: Readonly<Partial<Record<ColumnType['kind'], Usual>>> = {
  integer: {text: '0', reason: 'the usual number where nothing is known'},
  smallint: {text: '0', reason: 'the usual number where nothing is known'},
  tinyint: {text: '0', reason: 'the usual number where nothing is known'},
  mediumint: {text: '0', reason: 'the usual number where nothing is known'},
  bigint: {text: '0', reason: 'the usual number where nothing is known'},
  float: {text: '0', reason: 'the usual number where nothing is known'},
  double: {text: '0', reason: 'the usual number where nothing is known'},
  decimal: {text: '0', reason: 'the usual number where nothing is known'},
  boolean: {text: 'false', reason: 'what was not said so far'},
  string: {text: "''", reason: 'a text without letters'},
  text: {text: "''", reason: 'a text without letters'},
  json: {text: '{}', reason: 'an object without members'},
};

function usualValue({type, default: own}: Column): Usual | undefined {
  if (own?.kind === 'value') return {text: String(own.value), reason: 'the default of new rows'};
  const [item] = type.kind === 'enum' && type.array !== true ? type.items : [];
  return item === undefined
    ? usualValues[type.kind]
    : {text: String(item), reason: 'the first of its values'};
}

/** A time or a day is the present one, for want of a better. */
function expressionFor({type: {kind}, default: own}: Column): string {
  if (own?.kind === 'sql') return own.sql;
  if (kind === 'datetime') return 'current_timestamp';
  return kind === 'date' ? 'current_date' : 'null';
}

const numeric: ReadonlySet<string> = new Set([
  'integer',
  'smallint',
  'tinyint',
  'mediumint',
  'float',
  'double',
]);

/** What a person wrote as a value of the column: `''` is the empty text, quotes around a text are none of it. */
function valueOf({type}: Column, words: string): DefaultValue {
  const text = /^'.*'$/s.test(words) ? words.slice(1, -1).replaceAll("''", "'") : words;
  if (type.kind === 'boolean' && /^(true|false)$/i.test(text)) {
    return {kind: 'value', value: text.toLowerCase() === 'true'};
  }
  const isNumber = numeric.has(type.kind) && text !== '' && Number.isFinite(Number(text));
  return {kind: 'value', value: isNumber ? Number(text) : text};
}

function literalOf(value: DefaultValue): string {
  if (value.kind === 'sql') return value.sql;
  return typeof value.value === 'string'
    ? `'${value.value.replaceAll("'", "''")}'`
    : String(value.value);
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function typeText(type: ColumnType): string {
  if (type.kind === 'raw') return type.sql;
  if (type.kind === 'enum') return `one of ${type.items.join(', ')}`;
  if (type.kind === 'decimal') {
    return `decimal(${type.precision ?? 10}, ${type.scale ?? 0})`;
  }
  return 'length' in type && type.length !== undefined ? `${type.kind}(${type.length})` : type.kind;
}
