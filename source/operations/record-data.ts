import {nameText} from '../schema/tables.ts';
import {withPlaceholders} from '../schema/placeholders.ts';
import {known, list, refusal, shown, tableName, text} from './arguments.ts';
import {given} from './given.ts';
import type {Operations} from './operations.ts';
import type {Emit} from './recorder.ts';
import {valueOf, type Value} from './value.ts';

type Data = Pick<Operations, 'bulkInsert' | 'backfill'>;

/** The words for rows. */
export function recordData(emit: Emit): Data {
  return {
    bulkInsert(ref, rows) {
      const table = tableName(ref, 'bulkInsert');
      const where = `bulkInsert into ${nameText(table)}`;
      const all = list(rows, `${where}: the rows`).map((row, at) =>
        recordOf(row, `${where}: row ${at + 1}`),
      );
      if (all.length === 0) throw refusal(`${where}: there are no rows`);
      const columns = [...new Set(all.flatMap((row) => Object.keys(row)))];
      if (columns.length === 0) throw refusal(`${where}: the rows say nothing`);
      emit({
        kind: 'bulkInsert',
        table,
        columns,
        rows: all.map((row, at) =>
          columns.map((column) => valueIn(row, column, `${where}: row ${at + 1}`)),
        ),
      });
    },
    backfill(ref, set, options) {
      const table = tableName(ref, 'backfill');
      const where = `backfill of ${nameText(table)}`;
      known(options, ['where', 'key', 'batch'], where);
      const entries = Object.entries(recordOf(set, `${where}: what to set`));
      if (entries.length === 0) throw refusal(`${where}: nothing is set`);
      const {batch = 1000, key, where: condition} = options ?? {};
      if (!Number.isInteger(batch) || batch < 1)
        throw refusal(`${where}: batch must be a number of rows, not ${shown(batch)}`);
      emit(
        given({
          kind: 'backfill' as const,
          table,
          set: Object.fromEntries(
            entries.map(([column, sql]) => [column, text(sql, `${where}: the SQL for ${column}`)]),
          ),
          where: condition === undefined ? undefined : text(condition, `${where}: where`),
          key: key === undefined ? undefined : text(key, `${where}: key`),
          batch,
        }),
      );
    },
  };
}

/** The values for the placeholders of a statement, which must be as many. */
export function boundValues(sql: string, values: unknown): readonly Value[] | undefined {
  if (values === undefined) return undefined;
  const all = list(values, 'execute: the values').map((value, at) =>
    valueOf(value, `execute: value ${at + 1}`),
  );
  let count = 0;
  withPlaceholders(sql, () => String((count += 1)));
  if (count === all.length) return all;
  throw refusal(
    `execute: the SQL has ${count} placeholders, and there are ${all.length} values`,
    String.raw`each ? stands for a value; write \? for a question mark of PostgreSQL's own`,
  );
}

function recordOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return {...value};
  throw refusal(`${what} must be an object, not ${shown(value)}`);
}

/** Rows of one statement give the same columns: a default cannot be left to some of them. */
function valueIn(row: Readonly<Record<string, unknown>>, column: string, what: string): Value {
  if (row[column] !== undefined) return valueOf(row[column], `${what}: ${column}`);
  throw refusal(`${what} does not say ${column}`, 'say null, or insert such rows apart');
}
