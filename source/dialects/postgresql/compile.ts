import {apply} from '../../operations/apply.ts';
import {byKind} from '../../operations/operation.ts';
import type {ByKind, Operation} from '../../operations/operation.ts';
import type {CompileContext} from '../dialect.ts';
import {origins as noOrigins} from '../origins.ts';
import {backfill, bulkInsert, type Writer} from '../data.ts';
import {tableNamed} from '../../schema/tables.ts';
import {execute, run} from '../raw.ts';
import type {Statement} from '../statement.ts';
import {concerning, once} from '../steps.ts';
import {alterEnum} from './alter-enum.ts';
import {alterColumn} from './alter-column.ts';
import {
  createCheck,
  createForeignKey,
  createPrimaryKey,
  createUnique,
  dropConstraint,
  dropPrimaryKey,
  renameConstraint,
} from './constraints.ts';
import {addEnumValue, createEnum, createSchema, dropEnum, dropSchema} from './enums.ts';
import {createIndex, dropIndex, renameIndex} from './indexes.ts';
import {createObject, dropObject, replaceObject} from './objects.ts';
import {literal, qualified, quote} from './quote.ts';
import type {Moment} from './moment.ts';
import {
  addColumn,
  createTable,
  dropColumn,
  dropTable,
  renameColumn,
  renameTable,
  setTableComment,
  setTableStorage,
} from './tables.ts';

const writer: Writer = {name: 'postgresql', quote, literal, tableName: qualified};

const compilers: ByKind<[Moment], readonly Statement[]> = {
  createTable,
  dropTable,
  renameTable,
  setTableComment,
  setTableStorage,
  addColumn,
  dropColumn,
  renameColumn,
  alterColumn,
  createPrimaryKey,
  dropPrimaryKey,
  createUnique,
  createForeignKey,
  createCheck,
  dropConstraint,
  renameConstraint,
  createIndex,
  dropIndex,
  renameIndex,
  createEnum,
  dropEnum,
  addEnumValue,
  alterEnum,
  createSchema,
  dropSchema,
  createObject,
  replaceObject,
  dropObject,
  bulkInsert: (operation, {before}) =>
    bulkInsert(operation, tableNamed(before(), operation.table), writer),
  backfill: (operation, {before}) => [
    backfill(operation, tableNamed(before(), operation.table), writer),
  ],
  execute: (operation, moment) => [
    execute(operation, {
      writer,
      origins: moment.origins,
      effect: typeof operation.effect === 'string' ? [] : compileFrom(operation.effect, moment),
    }),
  ],
  run: (operation) => [run(operation)],
  only: () => [],
};

/** The statements for the operations of one revision, in their order. */
export function compile(
  operations: readonly Operation[],
  {before, target}: CompileContext,
): readonly Statement[] {
  return compileFrom(operations, {before, target, origins: noOrigins()});
}

function compileFrom(
  operations: readonly Operation[],
  {before, target, origins}: Omit<Moment, 'rest'>,
): readonly Statement[] {
  const concerned = concerning(operations, 'postgresql');
  const statements: Statement[] = [];
  let schema = once(before);
  for (const [at, operation] of concerned.entries()) {
    const now = schema;
    statements.push(
      ...byKind(compilers, operation, {
        before: now,
        target,
        origins,
        rest: concerned.slice(at + 1),
      }),
    );
    origins.follow(operation);
    schema = once(() => apply(now(), operation, 'postgresql'));
  }
  return statements;
}
