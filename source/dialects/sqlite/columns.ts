import {AthanorError} from '../../errors.ts';
import {apply} from '../../operations/apply.ts';
import type {AddColumn, AlterColumn, DropColumn, RenameColumn} from '../../operations/operation.ts';
import type {Column} from '../../schema/column.ts';
import type {Table} from '../../schema/table.ts';
import {columnNamed, findColumn, tableNamed} from '../../schema/tables.ts';
import {columnText, statement} from '../facts.ts';
import {atLeast} from '../numbers.ts';
import type {Hazard} from '../statement.ts';
import {allIndexes, columnDefinition, defaultText, isConstant, isNameless} from './definition.ts';
import {mayFail, narrowing, valueLoss} from './facts.ts';
import {quote, tableName} from './quote.ts';
import {storedTable} from './stored.ts';
import {isNumbered} from './types.ts';
import {carry, currentTable, defer, flush, isPending, liveTable, sameTable, say} from './work.ts';
import type {Work} from './work.ts';

/** In place where SQLite can give a value to the rows that are there, else by a rebuild. */
export function addColumn({table, column}: AddColumn, at: Work): void {
  const name = tableName(table);
  if (isPending(at, table) || !canAdd(column)) {
    const fresh = new Set([...(at.pending.get(table.name)?.fresh ?? []), column.name]);
    const filled =
      column.nullable || column.default !== undefined || column.generated !== undefined;
    const object = columnText(table, column.name);
    const message = `fails if there are rows: nothing says what ${object} holds in them`;
    const hazards = filled || isNumbered(column) ? [] : mayFail(table, message, at.origins);
    defer(at, table, {fresh, hazards});
    return;
  }
  say(at, statement(`alter table ${name} add column ${columnDefinition(column)}`));
}

function canAdd(column: Column): boolean {
  const {nullable, default: value, generated} = column;
  if (generated !== undefined) return !generated.stored;
  if (isNumbered(column)) return false;
  const sql = value === undefined ? 'null' : defaultText(value);
  return isConstant(sql) && (nullable || sql.toLowerCase() !== 'null');
}

/** In place where nothing but the column and its indexes go, else by a rebuild. */
export function dropColumn(operation: DropColumn, at: Work): void {
  const {table, column} = operation;
  const before = currentTable(at, table);
  const {generated} = columnNamed(before, column, at.current());
  const object = columnText(table, column);
  const lost = valueLoss(
    operation,
    {
      kind: 'drop-column',
      message: `drops the column ${object} and its values`,
    },
    at.origins,
  );
  const hazards = generated === undefined ? lost : [];
  const after = tableNamed(apply(at.current(), operation, 'sqlite'), table);

  const known = at.pending.get(table.name);
  if (known !== undefined || !canDrop(before, after, {column, target: at.target})) {
    const fresh = new Set(known?.fresh);
    const isNewColumn = fresh.delete(column);
    const using = new Map(known?.using);
    using.delete(column);
    defer(at, table, {fresh, using, hazards: isNewColumn ? [] : hazards});
    return;
  }
  const kept = new Set(allIndexes(after).map(({name}) => name));
  const gone = allIndexes(before).filter(({name}) => !kept.has(name));
  const isNew = at.origins.table(table) === undefined;
  const guard = {table: {name: table.name}, definition: storedTable(before)};
  const first = isNew ? {} : {guard};
  const [index, ...others] = gone.map(({name}) => `drop index ${quote(name)}`);
  const drop = `alter table ${tableName(table)} drop column ${quote(column)}`;
  if (index !== undefined) say(at, statement(index, first));
  say(at, ...others.map((sql) => statement(sql)));
  say(at, statement(drop, {hazards, ...(index === undefined ? first : {})}));
}

/** SQLite drops a column from 3.35 on, if no key, constraint or check of the table needs it. */
function canDrop(
  before: Table,
  after: Table,
  {column, target}: {readonly column: string; readonly target: string},
): boolean {
  return (
    atLeast(target, '3.35') &&
    before.primaryKey?.columns.includes(column) !== true &&
    before.foreignKeys.length === after.foreignKeys.length &&
    before.checks.length === after.checks.length &&
    before.uniques.filter(isNameless).length === after.uniques.filter(isNameless).length
  );
}

/**
 * In place, so that SQLite carries the name into whatever refers to the column; also in a table that waits for
 * its rebuild, unless the column is there only after it.
 */
export function renameColumn(operation: RenameColumn, at: Work): void {
  const {table, column, to} = operation;
  const pending = at.pending.get(table.name);
  if (pending?.fresh.has(column) === true) {
    const fresh = new Set([...pending.fresh].map((each) => (each === column ? to : each)));
    defer(at, table, {fresh});
    return;
  }
  if (pending !== undefined && findColumn(liveTable(at, table), to) !== undefined)
    flush(at, table.name);
  say(
    at,
    statement(`alter table ${tableName(table)} rename column ${quote(column)} to ${quote(to)}`),
  );
  carry(at, operation);
}

/**
 * By a rebuild, if the change is one to SQLite: a longer text, for instance, is none. From 3.53 on `not null` is
 * changed in place.
 */
export function alterColumn(operation: AlterColumn, at: Work): void {
  const {table, column, using} = operation;
  const name = tableName(table);
  const before = currentTable(at, table);
  const from = columnNamed(before, column, at.current());
  const after = tableNamed(apply(at.current(), operation, 'sqlite'), table);
  const to = columnNamed(after, column);
  refuseComputed(operation, from, to);
  if (using === undefined && sameTable(before, after)) return;

  const known = at.pending.get(table.name);
  const isNewColumn = known?.fresh.has(column) === true;
  const hazards = isNewColumn ? [] : changeHazards(operation, {from, to}, at);
  if (canSetNull(operation, at)) {
    const sql = `alter column ${quote(column)} ${to.nullable ? 'drop' : 'set'} not null`;
    say(at, statement(`alter table ${name} ${sql}`, {hazards}));
  } else {
    const told = using === undefined ? [] : [[column, using] as const];
    defer(at, table, {using: new Map([...(known?.using ?? []), ...told]), hazards});
  }
}

const canSetNull = ({table, change, using}: AlterColumn, at: Work): boolean =>
  using === undefined &&
  Object.keys(change).join() === 'nullable' &&
  !isPending(at, table) &&
  atLeast(at.target, '3.53');

function refuseComputed({table, column}: AlterColumn, from: Column, to: Column): void {
  if (from.generated !== undefined || to.generated === undefined) return;
  throw new AthanorError(
    'not_supported',
    `${columnText(table, column)} cannot become a computed column: its values would be lost`,
    {hint: 'drop the column and add it again'},
  );
}

function changeHazards(
  operation: AlterColumn,
  {from, to}: {readonly from: Column; readonly to: Column},
  at: Work,
): readonly Hazard[] {
  const object = columnText(operation.table, operation.column);
  const told = operation.using !== undefined;
  const condition = told ? undefined : narrowing(from, to);
  const narrow = valueLoss(
    operation,
    {
      kind: 'narrow-type',
      message: `not every value of ${object} survives its change`,
      condition,
    },
    at.origins,
  );
  const required = from.nullable && !to.nullable;
  return [
    ...(told || condition !== undefined ? narrow : []),
    ...(required
      ? mayFail(operation.table, `fails if a row has no value in ${object}`, at.origins)
      : []),
  ];
}
