import {randomUUID} from 'node:crypto';
import {Client} from 'pg';
import {expect} from 'vitest';
import {introspect} from '../../../source/database/postgresql/introspect.ts';
import {scope} from '../../../source/database/postgresql/scope.ts';
import {described} from '../../../source/database/postgresql/described.ts';
import type {Row} from '../../../source/runtime/session.ts';
import {compile} from '../../../source/dialects/postgresql/compile.ts';
import {stored, storedTable} from '../../../source/dialects/postgresql/stored.ts';
import type {Statement} from '../../../source/dialects/statement.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import type {Schema} from '../../../source/schema/schema.ts';
import type {Table} from '../../../source/schema/table.ts';

/** A database of its own on the server, gone at the end. */
export interface Server extends AsyncDisposable {
  readonly ask: <R extends Row = Row>(
    sql: string,
    values?: readonly unknown[],
  ) => Promise<readonly R[]>;
  /** Carries statements out as a run does: those that may in one transaction, the others outside. */
  readonly carryOut: (statements: readonly Statement[]) => Promise<void>;
  /** The schema that is there. */
  readonly live: () => Promise<Schema>;
  /** The schema as the server would word it, without leaving anything behind. */
  readonly worded: (schema: Schema) => Promise<Schema>;
  /** Empties the database. */
  readonly clear: () => Promise<void>;
}

const own = {schema: 'public', tables: ['athanor_version']};

/** Makes a database on the server at this address. */
export async function server(address: string): Promise<Server> {
  const name = `dialects_${randomUUID().replaceAll('-', '')}`;
  const admin = new Client(address);
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(address);
  url.pathname = name;
  const client = new Client(url.href);
  await client.connect();
  // Nothing may depend on the search path.
  await client.query("set search_path = ''");

  const ask: Server['ask'] = async (sql, values = []) =>
    (await client.query(sql, [...values])).rows;
  return {
    ask,
    async carryOut(statements) {
      await client.query('begin');
      try {
        for (const each of statements) {
          if (each.kind !== 'sql') continue;
          if (!each.transactional) await client.query('commit');
          await client.query(each.sql);
          if (!each.transactional) await client.query('begin');
        }
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    },
    live: () => scope(ask, false, () => introspect(ask, own)),
    async worded(schema) {
      const tables: Table[] = [];
      for (const table of schema.tables) {
        tables.push(await scope(ask, false, () => described(ask, storedTable(table), '18')));
      }
      return {...stored({...schema, tables}), unknowns: []};
    },
    async clear() {
      await client.query('drop schema public cascade');
      await client.query('create schema public');
    },
    async [Symbol.asyncDispose]() {
      await client.end();
      await admin.query(`drop database ${name}`);
      await admin.end();
    },
  };
}

/** The statements of a revision on top of a schema. */
export const compiled = (
  operations: readonly Operation[],
  before: Schema = emptySchema,
  target = '18',
): readonly Statement[] => compile(operations, {before: () => before, target});

/** The schema after a first revision, which is carried out with its rows. */
export async function made(
  pg: Server,
  first: (op: Operations) => void,
  rowsOf = 'select 1',
): Promise<Schema> {
  const operations = record(first);
  await pg.carryOut(compiled(operations));
  await pg.ask(rowsOf);
  return replay(emptySchema, operations, 'postgresql');
}

/** Carries a revision out on top, and says so when the schema then is not what it was replayed to be. */
export async function upgraded(
  pg: Server,
  schema: Schema,
  change: ((op: Operations) => void) | readonly Operation[],
): Promise<readonly Statement[]> {
  const operations = typeof change === 'function' ? record(change) : change;
  const statements = compiled(operations, schema);
  await pg.carryOut(statements);
  expect(await pg.live()).toEqual(await pg.worded(replay(schema, operations, 'postgresql')));
  return statements;
}

/** A table to change. */
export const account = (op: Operations): void => {
  op.createTable('account', (t) => ({
    id: t.integer(),
    name: t.string().nullable().default('none'),
    state: t.enum(['new', 'old']).default('new'),
    points: t.integer().default(0),
  }));
};
/** Rows for it. */
export const rows = `insert into public.account (id, name, state, points) values (1, '1', 'new', 1), (7, 'seven', 'old', 70000), (3, null, 'old', 3)`;
