import {randomUUID} from 'node:crypto';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Client} from 'pg';
import {inject, onTestFinished} from 'vitest';
import type {ResolvedConfig} from '../../source/config/config.ts';
import {openDatabase} from '../../source/database/open.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import type {Database, Session} from '../../source/runtime/session.ts';
import {configFor} from './orm/config-for.ts';

export const dialectNames: readonly DialectName[] = ['sqlite', 'postgresql'];

/** A database of the test's own, gone when the test ends. */
export interface TestDatabase {
  readonly address: string;
  readonly config: ResolvedConfig;
  readonly database: Database;
  readonly open: (purpose?: 'read' | 'write') => Promise<Session>;
}

/** Makes a database that nobody else uses. */
export async function freshDatabase(dialect: DialectName): Promise<TestDatabase> {
  const address = dialect === 'sqlite' ? await freshFile() : await freshOnServer();
  const config = configFor(address);
  const database = await openDatabase(config);
  onTestFinished(() => database[Symbol.asyncDispose]());
  return {
    address,
    config,
    database,
    async open(purpose = 'write') {
      const session = await database.open(purpose);
      onTestFinished(() => session[Symbol.asyncDispose]());
      return session;
    },
  };
}

async function freshFile(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'athanor-sqlite-'));
  onTestFinished(() => rm(directory, {recursive: true, force: true}));
  return `sqlite:${join(directory, 'test.db')}`;
}

async function freshOnServer(): Promise<string> {
  const name = `runtime_${randomUUID().replaceAll('-', '')}`;
  await onServer(`create database ${name}`);
  onTestFinished(() => onServer(`drop database ${name} with (force)`));
  const url = new URL(inject('postgresql'));
  url.pathname = name;
  return url.href;
}

async function onServer(sql: string): Promise<void> {
  const client = new Client(inject('postgresql'));
  await client.connect();
  await client.query(sql);
  await client.end();
}
