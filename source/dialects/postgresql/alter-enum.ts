import {apply} from '../../operations/apply.ts';
import {enumColumns, enumNamed} from '../../operations/apply-enums.ts';
import type {AlterEnum} from '../../operations/operation.ts';
import type {Column} from '../../schema/column.ts';
import type {EnumType} from '../../schema/schema.ts';
import type {TableName} from '../../schema/table.ts';
import {columnNamed, nameOf, tableNamed} from '../../schema/tables.ts';
import {enumChange, failsOn, mergesIn} from '../enum-changes.ts';
import type {EnumChange, Pair} from '../enum-changes.ts';
import {columnText, statement} from '../facts.ts';
import type {Hazard, SqlStatement} from '../statement.ts';
import {defaultText} from './definition.ts';
import {tableHazards, valueLoss} from './moment.ts';
import type {Moment} from './moment.ts';
import {asideFromColumn} from './objects.ts';
import {literal, qualified, quote} from './quote.ts';
import {typeText} from './types.ts';

/** An enum before and after, and what becomes of its values. */
interface Change extends EnumChange {
  readonly from: EnumType;
  readonly to: EnumType;
  readonly moment: Moment;
}

/** Other values for an enum: under other names in place, anything else by a type that takes the place of the old one. */
export function alterEnum(operation: AlterEnum, moment: Moment): readonly SqlStatement[] {
  const from = enumNamed(moment.before(), operation);
  const after = apply(moment.before(), operation, 'postgresql');
  const to = enumNamed(after, operation);
  const change: Change = {from, to, moment, ...enumChange(from, to, operation)};
  if (isRenaming(change)) {
    return change.pairs.map(([value, name]) =>
      statement(`alter type ${qualified(from)} rename value ${literal(value)} to ${literal(name)}`),
    );
  }
  const aside = {...nameOf(from), name: `_athanor_${from.name}`.slice(0, 60)};
  const items = to.items.map(literal).join(', ');
  return [
    statement(`alter type ${qualified(from)} rename to ${quote(aside.name)}`),
    statement(`create type ${qualified(from)} as enum (${items})`),
    ...enumColumns(moment.before(), from).flatMap(({table, column}) => {
      const {default: value} = columnNamed(tableNamed(after, table), column.name);
      return recast(change, nameOf(table), {column, value});
    }),
    statement(`drop type ${qualified(aside)}`),
  ];
}

/** Whether each value stays in its place, under the same name or a new one. */
const isRenaming = ({from, to, pairs}: Change): boolean =>
  from.items.length === to.items.length &&
  from.items.every((item, at) => {
    const [, name = item] = pairs.find(([value]) => value === item) ?? [];
    return to.items[at] === name && (name === item || !from.items.includes(name));
  });

/** The column as one of the new type; its default and the views over it go before and come back after. */
function recast(
  change: Change,
  table: TableName,
  {column, value}: {readonly column: Column; readonly value: Column['default']},
): readonly SqlStatement[] {
  const alter = `alter table ${qualified(table)} alter column ${quote(column.name)}`;
  const {off, on} = asideFromColumn(table, column.name, change.moment);
  const type = typeText(column.type);
  return [
    ...off,
    ...(column.default === undefined ? [] : [statement(`${alter} drop default`)]),
    statement(`${alter} type ${type} using (${usingText(column, change.pairs)}::${type})`, {
      hazards: hazards(change, table, column),
    }),
    ...(value === undefined ? [] : [statement(`${alter} set default ${defaultText(value)}`)]),
    ...on,
  ];
}

const isArray = ({type}: Column): boolean => type.kind === 'enum' && type.array === true;

/** The value as text, or the list of texts, with what becomes of the values that are no more. */
function usingText(column: Column, pairs: readonly Pair[]): string {
  const text = `${quote(column.name)}::text`;
  if (isArray(column)) {
    return pairs.reduce(
      (sql, [from, to]) => `array_replace(${sql}, ${literal(from)}, ${literal(to)})`,
      `${text}[]`,
    );
  }
  if (pairs.length === 0) return text;
  const cases = pairs.map(([from, to]) => `when ${literal(from)} then ${literal(to)}`).join(' ');
  return `(case ${text} ${cases} else ${text} end)`;
}

/** Values of which nothing is said are in the way; those that become another's are counted. */
function hazards(
  {merged, gone, moment}: Change,
  table: TableName,
  column: Column,
): readonly Hazard[] {
  const object = columnText(table, column.name);
  const values = merged.map((value) => `${literal(value)}::text`).join(', ');
  const condition = (name: string): string =>
    isArray(column) ? `${name}::text[] && array[${values}]` : `${name}::text in (${values})`;
  const loss = {kind: 'narrow-type', message: mergesIn(object), condition} as const;
  return [
    ...(merged.length === 0 ? [] : valueLoss({table, column: column.name}, loss, moment)),
    ...(gone.length === 0
      ? []
      : tableHazards('may-fail', table, {message: failsOn(object, gone), moment})),
    ...tableHazards('rewrite', table, {
      message: 'writes the whole table anew and locks it meanwhile',
      moment,
    }),
  ];
}
