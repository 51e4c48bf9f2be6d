import type {DialectName} from '../dialects/dialect.ts';
import type {Row, Session} from '../runtime/session.ts';
import type {Connection} from './connection.ts';
import {withPlaceholders} from '../schema/placeholders.ts';

type Db = Session['db'];
type Bindable = NonNullable<Parameters<Db['execute']>[1]>[number];

/** How many rows a stream fetches at a time. */
const chunk = 500;

/** The connection as the user's own code sees it. */
export function dbOver(connection: Connection, dialect: DialectName): Db {
  const ask: AskWith = (sql, values = []) =>
    values.length === 0
      ? connection.ask(sql)
      : connection.ask(withPlaceholders(sql, placeholder[dialect]), values.map(bound[dialect]));
  return {
    dialect,
    async execute(sql, values) {
      await ask(sql, values);
    },
    query: ask,
    stream: <R extends Row>(sql: string, values?: readonly Bindable[]) =>
      dialect === 'sqlite'
        ? streamOnSqlite<R>(ask, sql, values)
        : streamOnPostgresql<R>(ask, sql, values),
    async batch(sql, rows) {
      for (const values of rows) await ask(sql, values);
    },
  };
}

/** The columns of the rows are known to whoever wrote the query. */
type AskWith = <R extends Row>(sql: string, values?: readonly Bindable[]) => Promise<readonly R[]>;

const placeholder: Readonly<Record<DialectName, (number: number) => string>> = {
  postgresql: (number) => `$${String(number)}`,
  sqlite: () => '?',
};

const bound: Readonly<Record<DialectName, (value: Bindable) => unknown>> = {
  postgresql: (value) => (isBytes(value) ? Buffer.from(value) : value),
  // As MikroORM writes them: truth as 0 and 1, instants in milliseconds.
  sqlite: (value) => {
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (value instanceof Date) return value.getTime();
    return isBytes(value) ? Buffer.from(value) : value;
  },
};

const isBytes = (value: Bindable): value is Uint8Array => value instanceof Uint8Array;

let count = 0;

/** Like the other, leaves the connection free between two rows, so that the code that reads may write. */
async function* streamOnPostgresql<R extends Row>(
  ask: AskWith,
  sql: string,
  values?: readonly Bindable[],
): AsyncGenerator<R, void> {
  const name = `athanor_stream_${String(++count)}`;
  await ask(`declare ${name} no scroll cursor for ${sql}`, values);
  try {
    for (;;) {
      const rows = await ask<R>(`fetch ${String(chunk)} from ${name}`);
      yield* rows;
      if (rows.length < chunk) return;
    }
  } finally {
    await ask(`close ${name}`);
  }
}

/** A statement that is being read blocks SQLite's connection, so the rows are put by first. */
async function* streamOnSqlite<R extends Row>(
  ask: AskWith,
  sql: string,
  values?: readonly Bindable[],
): AsyncGenerator<R, void> {
  const name = `athanor_stream_${String(++count)}`;
  await ask(`create temp table ${name} as ${sql}`, values);
  try {
    for (let from = 0; ; from += chunk) {
      const range = `rowid > ${String(from)} and rowid <= ${String(from + chunk)}`;
      const rows = await ask<R>(`select * from temp.${name} where ${range} order by rowid`);
      yield* rows;
      if (rows.length < chunk) return;
    }
  } finally {
    await ask(`drop table temp.${name}`);
  }
}
