import Database from 'better-sqlite3';
import {compile} from '../../../source/dialects/sqlite/compile.ts';
import {parse} from '../../../source/dialects/sqlite/parse.ts';
import type {Statement} from '../../../source/dialects/statement.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import type {Schema} from '../../../source/schema/schema.ts';

/** An empty database in memory, with foreign keys on as MikroORM has them. */
export function database(): Database.Database {
  const db = new Database(':memory:');
  db.pragma('foreign_keys = on');
  return db;
}

/** The schema that is there. */
export function live(db: Database.Database): Schema {
  const rows = db.prepare<[], {sql: string}>('select sql from sqlite_master where sql is not null');
  return parse(rows.all().map(({sql}) => sql));
}

/** Carries statements out as a run does: in a transaction, with foreign keys off and checked where they say so. */
export function carryOut(db: Database.Database, statements: readonly Statement[]): void {
  const off = statements.some((each) => each.kind === 'sql' && each.foreignKeysOff === true);
  if (off) db.pragma('foreign_keys = off');
  const broken = db.pragma('foreign_key_check');
  db.exec('begin immediate');
  try {
    for (const each of statements) if (each.kind === 'sql') db.exec(each.sql);
    const now = db.pragma('foreign_key_check');
    if (JSON.stringify(now) !== JSON.stringify(broken))
      throw new Error(`broken: ${JSON.stringify(now)}`);
    db.exec('commit');
  } catch (error) {
    db.exec('rollback');
    throw error;
  } finally {
    db.pragma('foreign_keys = on');
  }
}

/** The statements of a revision on top of a schema. */
export const compiled = (
  operations: readonly Operation[],
  before: Schema = emptySchema,
  target = '3.35',
): readonly Statement[] => compile(operations, {before: () => before, target});

/** The texts of statements. */
export const texts = (statements: readonly Statement[]): readonly string[] =>
  statements.map((each) => (each.kind === 'sql' ? each.sql : each.name));

/** A database that a revision made from nothing, and its schema. */
export function made(operations: readonly Operation[]): {db: Database.Database; schema: Schema} {
  const db = database();
  carryOut(db, compiled(operations));
  return {db, schema: replay(emptySchema, operations, 'sqlite')};
}

/** A database after a first revision and rows, then after a second. */
export function upgraded(
  first: (op: Operations) => void,
  rows: string,
  second: (op: Operations) => void,
) {
  const {db, schema} = made(record(first));
  db.exec(rows);
  const operations = record(second);
  const statements = compiled(operations, schema);
  carryOut(db, statements);
  const after = replay(schema, operations, 'sqlite');
  return {db, statements, after};
}
