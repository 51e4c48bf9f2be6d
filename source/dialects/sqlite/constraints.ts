import type {
  CreateCheck,
  CreateIndex,
  CreateUnique,
  DropConstraint,
  DropIndex,
  RenameConstraint,
  RenameIndex,
} from '../../operations/operation.ts';
import {apply} from '../../operations/apply.ts';
import type {Index, TableName} from '../../schema/table.ts';
import {tableNamed} from '../../schema/tables.ts';
import {statement} from '../facts.ts';
import {atLeast} from '../numbers.ts';
import {allIndexes, checkDefinition, createIndexText, uniqueIndex} from './definition.ts';
import {mayFail} from './facts.ts';
import {quote, tableName} from './quote.ts';
import {currentTable, defer, isPending, makeRoom, say} from './work.ts';
import type {Work} from './work.ts';

/** What SQLite can only do by a rebuild. */
export function byRebuild({table}: {readonly table: TableName}, at: Work): void {
  tableName(table);
  defer(at, table);
}

/** An index; SQLite has nothing to build it concurrently with. */
export function createIndex({table, index}: CreateIndex, at: Work): void {
  addIndex(table, index, at);
}

/** A unique constraint is the unique index that keeps it. */
export function createUnique({table, unique}: CreateUnique, at: Work): void {
  addIndex(table, uniqueIndex(unique), at);
}

function addIndex(table: TableName, index: Index, at: Work): void {
  tableName(table);
  makeRoom(at, table, [index.name]);
  const message = `fails if rows of ${table.name} are alike in what ${index.name} keeps apart`;
  const hazards = index.unique === true ? mayFail(table, message, at.origins) : [];
  if (isPending(at, table)) defer(at, table, {hazards});
  else say(at, statement(createIndexText(table.name, index), {hazards}));
}

/** Drops an index. */
export function dropIndex({table, name}: DropIndex, at: Work): void {
  tableName(table);
  if (isPending(at, table)) return;
  say(at, statement(`drop index ${quote(name)}`));
}

/** An index cannot be renamed, so it is made again. */
export function renameIndex(operation: RenameIndex, at: Work): void {
  const {table, name, to} = operation;
  tableName(table);
  makeRoom(at, table, [to]);
  if (isPending(at, table)) return;
  const after = tableNamed(apply(at.current(), operation, 'sqlite'), table);
  remakeIndex(
    after.name,
    {from: name, index: allIndexes(after).find((each) => each.name === to)},
    at,
  );
}

function remakeIndex(
  table: string,
  {from, index}: {readonly from: string; readonly index: Index | undefined},
  at: Work,
): void {
  const made = index === undefined ? [] : [statement(createIndexText(table, index))];
  say(at, statement(`drop index ${quote(from)}`), ...made);
}

/** A check; from 3.53 on in place, else by a rebuild. */
export function createCheck({table, check}: CreateCheck, at: Work): void {
  const hazards = mayFail(table, `fails if a row does not pass ${check.name}`, at.origins);
  const sql = `alter table ${tableName(table)} add ${checkDefinition(check)}`;
  if (!isPending(at, table) && atLeast(at.target, '3.53')) say(at, statement(sql, {hazards}));
  else defer(at, table, {hazards});
}

/** A unique constraint goes with its index, a check from 3.53 on in place, any other by a rebuild. */
export function dropConstraint({table, type, name}: DropConstraint, at: Work): void {
  const inPlace = type === 'check' && !isPending(at, table) && atLeast(at.target, '3.53');
  if (type === 'unique') dropIndex({kind: 'dropIndex', table, name}, at);
  else if (inPlace)
    say(at, statement(`alter table ${tableName(table)} drop constraint ${quote(name)}`));
  else byRebuild({table}, at);
}

/** A unique constraint is renamed with its index, any other by a rebuild. */
export function renameConstraint(operation: RenameConstraint, at: Work): void {
  const {table, name, to} = operation;
  tableName(table);
  const {uniques} = currentTable(at, table);
  if (!uniques.some((unique) => unique.name === name)) {
    byRebuild(operation, at);
    return;
  }
  makeRoom(at, table, [to]);
  if (isPending(at, table)) return;
  const after = tableNamed(apply(at.current(), operation, 'sqlite'), table);
  remakeIndex(
    after.name,
    {from: name, index: allIndexes(after).find((each) => each.name === to)},
    at,
  );
}
