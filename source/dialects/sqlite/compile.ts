import {AthanorError} from '../../errors.ts';
import {byKind} from '../../operations/operation.ts';
import type {ByKind, Operation} from '../../operations/operation.ts';
import type {CompileContext} from '../dialect.ts';
import {atLeast} from '../numbers.ts';
import {origins} from '../origins.ts';
import {backfill, bulkInsert, type Writer} from '../data.ts';
import {execute, run} from '../raw.ts';
import type {Statement} from '../statement.ts';
import {concerning} from '../steps.ts';
import {addColumn, alterColumn, dropColumn, renameColumn} from './columns.ts';
import {
  byRebuild,
  createCheck,
  createIndex,
  createUnique,
  dropConstraint,
  dropIndex,
  renameConstraint,
  renameIndex,
} from './constraints.ts';
import {createObject, dropObject, replaceObject} from './objects.ts';
import {literal, noSchemas, quote, tableName} from './quote.ts';
import {addEnumValue, alterEnum} from './enums.ts';
import {createTable, dropTable, renameTable} from './tables.ts';
import {advance, currentTable, flushAll, work} from './work.ts';
import type {Work} from './work.ts';

/** SQLite has no place for it. */
const nothing = (): void => undefined;

const writer: Writer = {name: 'sqlite', quote, literal, tableName};

const compilers: ByKind<[Work], void> = {
  createTable,
  dropTable,
  renameTable,
  setTableComment: nothing,
  setTableStorage: nothing,
  addColumn,
  dropColumn,
  renameColumn,
  alterColumn,
  createPrimaryKey: byRebuild,
  dropPrimaryKey: byRebuild,
  createUnique,
  createForeignKey: byRebuild,
  createCheck,
  dropConstraint,
  renameConstraint,
  createIndex,
  dropIndex,
  renameIndex,
  createEnum: nothing,
  dropEnum: nothing,
  addEnumValue,
  alterEnum,
  createSchema: ({name}) => {
    throw noSchemas(`the schema ${name}`);
  },
  dropSchema: ({name}) => {
    throw noSchemas(`the schema ${name}`);
  },
  createObject,
  replaceObject,
  dropObject,
  bulkInsert: (operation, at) => {
    flushAll(at);
    at.statements.push(...bulkInsert(operation, currentTable(at, operation.table), writer));
  },
  backfill: (operation, at) => {
    flushAll(at);
    at.statements.push(backfill(operation, currentTable(at, operation.table), writer));
  },
  execute: (operation, at) => {
    flushAll(at);
    const effect = typeof operation.effect === 'string' ? [] : compiled(operation.effect, at);
    at.statements.push(execute(operation, {origins: at.origins, effect, writer}));
  },
  run: (operation, at) => {
    flushAll(at);
    at.statements.push(run(operation));
  },
  only: nothing,
};

/** The version that learned to carry a new name into everything that refers to it. */
const oldest = '3.26';

/** The statements for the operations of one revision: a table is rebuilt once, however much of it changes. */
export function compile(
  operations: readonly Operation[],
  {before, target}: CompileContext,
): readonly Statement[] {
  if (!atLeast(target, oldest)) {
    throw new AthanorError(
      'not_supported',
      `SQLite ${target} cannot rename without breaking what refers to it`,
      {
        hint: `declare target: {sqlite: '${oldest}'} or newer in athanor.config.ts`,
      },
    );
  }
  return compiled(operations, {current: before, target, origins: origins()});
}

function compiled(
  operations: readonly Operation[],
  {current, target, origins: known}: Pick<Work, 'current' | 'target' | 'origins'>,
): readonly Statement[] {
  const at = work(current, {target, origins: known});
  for (const operation of concerning(operations, 'sqlite')) {
    byKind(compilers, operation, at);
    advance(at, operation);
  }
  flushAll(at);
  return at.statements;
}
