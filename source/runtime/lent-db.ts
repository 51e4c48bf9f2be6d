import {AthanorError} from '../errors.ts';
import type {Bindable, Db} from '../operations/db.ts';
import {interference} from '../schema/sql-transaction.ts';

/** The database in the hands of the user's own code, until it has to give it back. */
export interface LentDb {
  readonly db: Db;
  /** Takes it back when the statements under way have ended. Throws what they throw. */
  readonly end: () => Promise<void>;
}

/**
 * Lends the connection of a run to code of this name: for its own time only, since afterwards the same
 * connection is in the transaction of something else, and without a way to end the transaction.
 */
export function lentDb(db: Db, name: string): LentDb {
  let isOver = false;
  const underWay = new Set<Promise<unknown>>();
  const streams = new Set<AsyncIterator<unknown>>();

  const during = async <Result>(perform: () => Promise<Result>): Promise<Result> => {
    if (isOver) throw late(name);
    const result = perform();
    underWay.add(result);
    try {
      return await result;
    } finally {
      underWay.delete(result);
    }
  };

  async function* stream<Row extends Record<string, unknown>>(
    sql: string,
    values?: readonly Bindable[],
  ): AsyncGenerator<Row, void> {
    refuseInterference(sql, name);
    if (isOver) throw late(name);
    const rows = db.stream<Row>(sql, values)[Symbol.asyncIterator]();
    streams.add(rows);
    try {
      for (;;) {
        const next = await during(() => rows.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      if (streams.delete(rows) && !isOver) await rows.return?.();
    }
  }

  return {
    db: {
      dialect: db.dialect,
      async execute(sql, values) {
        refuseInterference(sql, name);
        await during(() => db.execute(sql, values));
      },
      async query(sql, values) {
        refuseInterference(sql, name);
        return during(() => db.query(sql, values));
      },
      stream,
      async batch(sql, rows) {
        refuseInterference(sql, name);
        await during(() => db.batch(sql, rows));
      },
    },
    async end() {
      isOver = true;
      await allEnded(underWay);
      for (const rows of streams) await rows.return?.();
    },
  };
}

/** Waits for all of them, whatever becomes of each. Throws what the first that failed has thrown. */
async function allEnded(underWay: Iterable<Promise<unknown>>): Promise<void> {
  for (const outcome of await Promise.allSettled(underWay)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

function refuseInterference(sql: string, name: string): void {
  const found = interference(sql);
  if (found === undefined) return;
  const {what, hint} = found;
  throw new AthanorError('bad_operation', `run ${name}: ${what}`, {
    hint,
    details: {run: name, sql},
  });
}

const late = (name: string): AthanorError =>
  new AthanorError('bad_operation', `run ${name}: its database is used after it has ended`, {
    hint: 'await all that the function begins, so that it ends last',
    details: {run: name},
  });
