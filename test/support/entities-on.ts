import {compileFunction} from 'node:vm';
import {MikroORM} from '@mikro-orm/core';
import {PostgreSqlDriver} from '@mikro-orm/postgresql';
import {SqliteDriver} from '@mikro-orm/sqlite';
import {compare, type Difference} from '../../source/autogenerate/compare.ts';
import type {Answers} from '../../source/autogenerate/questions.ts';
import {renderBody} from '../../source/autogenerate/render.ts';
import {modelSchema, type ModelSchema} from '../../source/database/model/model-schema.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {Operation} from '../../source/operations/operation.ts';
import {record} from '../../source/operations/recorder.ts';
import type {Session} from '../../source/runtime/session.ts';
import type {Schema} from '../../source/schema/schema.ts';
import type {Entity} from './zoo.ts';

/** MikroORM over these entities, not connected. Given an address, it is for the database there. */
async function ormOf(
  entities: readonly Entity[],
  dialect: DialectName,
  address?: string,
): Promise<MikroORM> {
  const options = {
    entities: [...entities],
    allowGlobalContext: true,
    discovery: {warnWhenNoEntities: false},
    logger: () => undefined,
  };
  if (dialect === 'sqlite') {
    const dbName = address?.replace(/^sqlite:/, '') ?? ':memory:';
    return MikroORM.init({...options, driver: SqliteDriver, dbName});
  }
  const clientUrl = address ?? 'postgresql://nobody@127.0.0.1:1/nowhere';
  return MikroORM.init({...options, driver: PostgreSqlDriver, clientUrl});
}

/** The schema that entities ask for. */
export async function modelOf(
  entities: readonly Entity[],
  dialect: DialectName,
): Promise<ModelSchema> {
  const orm = await ormOf(entities, dialect);
  try {
    return modelSchema(orm, dialectNamed(dialect));
  } finally {
    await orm.close(true);
  }
}

/** Makes the tables of entities as MikroORM would. */
export async function createWithMikroOrm(
  entities: readonly Entity[],
  dialect: DialectName,
  address: string,
): Promise<void> {
  const orm = await ormOf(entities, dialect, address);
  try {
    await orm.schema.create();
  } finally {
    await orm.close(true);
  }
}

/** What leads from one schema to another on a database. */
export function difference(
  from: Schema,
  to: Schema,
  dialect: DialectName,
  answers: Answers = {},
): Difference {
  return compare(from, to, {stored: dialectNamed(dialect).stored, dialect, answers});
}

/** The operations that a revision file with these would record. */
export function writtenAndRead(operations: readonly Operation[]): readonly Operation[] {
  const body = renderBody(operations);
  return record((op) => {
    compileFunction(body, ['op'])(op);
  });
}

/** Compiles operations on top of a schema and runs them, as one revision. */
export async function carryOut(
  operations: readonly Operation[],
  before: Schema,
  session: Session,
): Promise<void> {
  const target = {sqlite: '3.35', postgresql: '14'}[session.dialect];
  const statements = dialectNamed(session.dialect).compile(operations, {
    before: () => before,
    target,
  });
  if (session.dialect === 'sqlite') await session.execute('pragma foreign_keys = off');
  for (const statement of statements) {
    if (statement.kind === 'sql') await session.execute(statement.sql);
  }
}
