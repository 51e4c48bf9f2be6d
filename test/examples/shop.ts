import {fileURLToPath} from 'node:url';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {SqlStatement, Statement} from '../../source/dialects/statement.ts';
import type {RevisionId} from '../../source/graph/revision.ts';
import {replay} from '../../source/operations/apply.ts';
import type {Operation} from '../../source/operations/operation.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';
import {readDirectories} from '../../source/script/read-directories.ts';

/** The example, with a slash at its end. */
export const directory = fileURLToPath(new URL('../../examples/shop/', import.meta.url));

/** Its revision files and their graph. */
export const {scripts, graph} = readDirectories([`${directory}revisions`], directory);

/** Both directions of one of its revisions, as recorded. */
export async function recorded(
  id: RevisionId,
): Promise<{upgrade: readonly Operation[]; downgrade: readonly Operation[]}> {
  const path = scripts.find((script) => script.id === id)?.path;
  if (path === undefined) throw new Error(`no revision ${id}`);
  const file: Readonly<Record<'upgrade' | 'downgrade', (op: Operations) => void>> = await import(
    path
  );
  return {upgrade: record(file.upgrade), downgrade: record(file.downgrade)};
}

/** A revision with the statements of both directions, and the schema that it leads to. */
export interface Compiled {
  readonly id: RevisionId;
  readonly upgrade: readonly SqlStatement[];
  readonly downgrade: readonly SqlStatement[];
  readonly before: Schema;
  readonly after: Schema;
  /** What the downgrade makes of `after`. */
  readonly again: Schema;
}

/** The whole history for a database, oldest first. */
export async function history(name: DialectName): Promise<readonly Compiled[]> {
  const dialect = dialectNamed(name);
  const target = name === 'sqlite' ? '3.35' : '14';
  const compiled: Compiled[] = [];
  let before = emptySchema;
  for (const id of graph.newestFirst().toReversed()) {
    const {upgrade, downgrade} = await recorded(id);
    const start = before;
    const after = replay(start, upgrade, name);
    compiled.push({
      id,
      upgrade: sqlOnly(dialect.compile(upgrade, {before: () => start, target})),
      downgrade: sqlOnly(dialect.compile(downgrade, {before: () => after, target})),
      before: start,
      after,
      again: replay(after, downgrade, name),
    });
    before = after;
  }
  return compiled;
}

function sqlOnly(statements: readonly Statement[]): readonly SqlStatement[] {
  return statements.map((statement) => {
    if (statement.kind === 'sql') return statement;
    throw new Error(`${statement.name} is not SQL`);
  });
}

/** What the shop sold before it had coupons: for after `b07e52a9d4c8`. */
export const firstSale = [
  "insert into customer (id, email, name) values (1, 'ada@example.com', 'Ada')",
  "insert into product (id, sku, name, price, stock_count) values (1, 'TEA 250', 'Tea', 4.5, 7)",
  `insert into "order" (id, number, customer_id, status, total) values (1, 'A-1', 1, 'placed', 9)`,
  'insert into order_line (order_id, line_no, product_id, quantity, unit_price) values (1, 1, 1, 2, 4.5)',
];

/** A query for one `n`, and what it is. */
export type Answered = readonly [sql: string, n: number | undefined];

/** What is left of it at `heads`: every row, and the stock as a movement. */
export const firstSaleAtHeads: readonly Answered[] = [
  ['select count(*) as n from order_line', 1],
  ['select total as n from "order" where coupon_code is null', 9],
  ['select refunded as n from payment', undefined],
  ["select quantity as n from stock_movement where reason = 'opening'", 7],
  ["select count(*) as n from product where slug = 'tea-250' and status = 'draft'", 1],
];

/** What is left of it back at `b07e52a9d4c8`. */
export const firstSaleTakenBack: readonly Answered[] = [
  ['select count(*) as n from order_line', 1],
  ['select count(*) as n from "order"', 1],
  ['select stock_count as n from product', 7],
];
