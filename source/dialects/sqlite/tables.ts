import type {CreateTable, DropTable, RenameTable} from '../../operations/operation.ts';
import {findTable} from '../../schema/tables.ts';
import {statement} from '../facts.ts';
import {allIndexes, createIndexText, createTableText} from './definition.ts';
import {rowLoss} from './facts.ts';
import {quote, tableName} from './quote.ts';
import {storedTable} from './stored.ts';
import {carry, flush, liveTable, makeRoom, say} from './work.ts';
import type {Work} from './work.ts';

/** The table with its constraints, and its indexes. */
export function createTable({table, ifNotExists = false}: CreateTable, at: Work): void {
  const indexes = allIndexes(table);
  makeRoom(at, table, [table.name, ...indexes.map(({name}) => name)]);
  const how = ifNotExists ? 'if not exists ' : '';
  say(
    at,
    statement(createTableText(table, {how})),
    ...indexes.map((index) => statement(createIndexText(table.name, index, how))),
  );
}

/**
 * Drops the table if it is still as the revisions made it. Without foreign keys, for with them SQLite would first
 * delete its rows, and with these the rows that refer to them.
 */
export function dropTable({table, ifExists = false}: DropTable, at: Work): void {
  const sql = `drop table ${ifExists ? 'if exists ' : ''}${tableName(table)}`;
  const known =
    ifExists && findTable(at.current(), table) === undefined ? undefined : liveTable(at, table);
  const guarded = known !== undefined && !ifExists && at.origins.table(table) !== undefined;
  at.pending.delete(table.name);
  say(
    at,
    statement(sql, {
      foreignKeysOff: true,
      hazards: rowLoss(table, at.origins),
      ...(guarded ? {guard: {table: {name: table.name}, definition: storedTable(known)}} : {}),
    }),
  );
}

/** SQLite carries the name into whatever refers to the table. */
export function renameTable(operation: RenameTable, at: Work): void {
  const {table, to} = operation;
  flush(at, table.name);
  makeRoom(at, table, [to]);
  say(at, statement(`alter table ${tableName(table)} rename to ${quote(to)}`));
  carry(at, operation);
}
