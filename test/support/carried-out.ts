import {isDeepStrictEqual} from 'node:util';
import {compileFunction} from 'node:vm';
import {renderBody} from '../../source/autogenerate/render.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import {replay} from '../../source/operations/apply.ts';
import type {Operation} from '../../source/operations/operation.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {reverseAll} from '../../source/operations/reverse.ts';
import type {Session} from '../../source/runtime/session.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';

const targets = {postgresql: '18', sqlite: '3.35'} as const;

/** Two tables to work on. */
export function accounts(op: Operations): void {
  op.createTable('account', (t) => ({
    id: t.integer().primary(),
    email: t.string().length(120),
    note: t.text().nullable(),
    touched: t.integer().default(0),
  }));
  op.createTable('entry', (t) => ({id: t.integer().primary(), account_id: t.integer()}));
}

/** Carries operations out, and gives the schema after them. */
export async function carriedOut(
  session: Session,
  operations: readonly Operation[],
  before: Schema = emptySchema,
): Promise<Schema> {
  for (const sql of sqlFor(session.dialect, operations, before)) await session.execute(sql);
  return replay(before, operations, session.dialect);
}

/** The texts of the statements. */
export const sqlFor = (
  dialect: Session['dialect'],
  operations: readonly Operation[],
  before: Schema = emptySchema,
): readonly string[] =>
  dialectNamed(dialect)
    .compile(operations, {before: () => before, target: targets[dialect]})
    .map((statement) => (statement.kind === 'sql' ? statement.sql : statement.name));

/** A live schema that is not what it should be. */
interface Misfit {
  readonly where: string;
  readonly live: unknown;
  readonly wanted: unknown;
}

async function misfit(session: Session, replayed: Schema, where: string): Promise<Misfit[]> {
  const {stored} = dialectNamed(session.dialect);
  const live = stored(await session.introspect());
  const tables = [];
  for (const table of replayed.tables) tables.push(await session.described(table));
  const objects = await session.describedObjects(replayed.objects ?? []);
  const wanted = stored({...stored(replayed), tables, objects});
  return same(live, wanted) ? [] : [{where, live, wanted}];
}

/**
 * Each revision goes up, is what was replayed, goes down, and is what was before; and its text records the same.
 * Gives what was not so.
 */
export async function misfitsOf(
  session: Session,
  revisions: readonly ((op: Operations) => void)[],
): Promise<readonly Misfit[]> {
  const found: Misfit[] = [];
  const schemas: Schema[] = [emptySchema];
  const downs: (readonly Operation[])[] = [];
  for (const [at, upgrade] of revisions.entries()) {
    const before = schemas.at(-1) ?? emptySchema;
    const operations = record(upgrade);
    const back = reverseAll(operations, before, session.dialect);
    for (const each of [operations, back]) {
      const live = recorded(renderBody(each));
      if (!same(live, each)) found.push({where: 'its text', live, wanted: each});
    }
    downs.push(back);
    const after = await carriedOut(session, operations, before);
    schemas.push(after);
    found.push(...(await misfit(session, after, `up ${String(at)}`)));
  }
  for (const [at, down] of [...downs.entries()].toReversed()) {
    await carriedOut(session, down, schemas[at + 1]);
    found.push(...(await misfit(session, schemas[at] ?? emptySchema, `down ${String(at)}`)));
  }
  return found;
}

const same = (one: unknown, other: unknown): boolean => isDeepStrictEqual(plain(one), plain(other));

/** Without what is `undefined`. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const recorded = (body: string): readonly Operation[] =>
  record((op) => {
    compileFunction(body, ['op'])(op);
  });
