import {apply} from '../../operations/apply.ts';
import type {Operation} from '../../operations/operation.ts';
import {emptySchema} from '../../schema/schema.ts';
import type {Schema} from '../../schema/schema.ts';
import {objectsOn} from '../../schema/objects.ts';
import {withColumnRenamed} from '../../schema/sql-identifiers.ts';
import type {Table, TableName} from '../../schema/table.ts';
import {tableNamed} from '../../schema/tables.ts';
import type {Origins} from '../origins.ts';
import {once} from '../steps.ts';
import type {Hazard, SqlStatement, Statement} from '../statement.ts';
import {allIndexes} from './definition.ts';
import {rebuild} from './rebuild.ts';
import {storedTable} from './stored.ts';

/** A table whose changes wait for its rebuild. */
export interface Pending {
  /** The table as the database has it when its rebuild begins. */
  readonly base: Table;
  /** Columns that hold nothing from before, though the base may have one of that name. */
  readonly fresh: ReadonlySet<string>;
  /** SQL for the values of columns that are not simply copied. */
  readonly using: ReadonlyMap<string, string>;
  readonly hazards: readonly Hazard[];
}

/**
 * A revision while it is compiled: what it has said so far, and which tables wait for their rebuild. A table is
 * rebuilt as late as can be, so that all its changes are one rebuild: when something else has to see it, or at the end.
 */
export interface Work {
  readonly target: string;
  readonly origins: Origins;
  readonly statements: Statement[];
  /** The schema after what was said so far, the changes that wait included. */
  current: () => Schema;
  readonly pending: Map<string, Pending>;
}

/** Nothing said yet. */
export function work(before: () => Schema, rest: Pick<Work, 'target' | 'origins'>): Work {
  return {...rest, statements: [], current: once(before), pending: new Map()};
}

/** Takes note that the statements of an operation are made. */
export function advance(to: Work, operation: Operation): void {
  const {current} = to;
  to.current = once(() => apply(current(), operation, 'sqlite'));
  to.origins.follow(operation);
}

/** The table after what was said so far. */
export const currentTable = (at: Work, table: TableName): Table => tableNamed(at.current(), table);

/** The table as the database has it now. */
export const liveTable = (at: Work, table: TableName): Table =>
  at.pending.get(table.name)?.base ?? currentTable(at, table);

/** Whether the table waits for its rebuild. */
export const isPending = (at: Work, {name}: TableName): boolean => at.pending.has(name);

/** Lets a table wait for its rebuild, with what is to be known of the change. */
export function defer(
  at: Work,
  table: TableName,
  {hazards = [], ...more}: Partial<Omit<Pending, 'base'>> = {},
): void {
  const known: Pending = at.pending.get(table.name) ?? {
    base: currentTable(at, table),
    fresh: new Set(),
    using: new Map(),
    hazards: [],
  };
  at.pending.set(table.name, {...known, ...more, hazards: [...known.hazards, ...hazards]});
}

/** Rebuilds a table that waits for it. */
export function flush(at: Work, name: string): void {
  const pending = at.pending.get(name);
  if (pending === undefined) return;
  at.pending.delete(name);
  const after = currentTable(at, {name});
  const isNew = at.origins.table({name}) === undefined;
  if (pending.fresh.size === 0 && pending.using.size === 0 && sameTable(pending.base, after))
    return;
  const triggers = objectsOn(at.current(), {name}).filter((object) => object.type === 'trigger');
  at.statements.push(...rebuild(pending, after, {isNew, triggers}));
}

/** Rebuilds all that wait, in the order in which they began to. */
export function flushAll(at: Work): void {
  for (const name of at.pending.keys()) flush(at, name);
}

/** Whether two definitions are the same to SQLite. */
export const sameTable = (one: Table, other: Table): boolean =>
  JSON.stringify(storedTable(one)) === JSON.stringify(storedTable(other));

/**
 * Makes room for the names of new tables and indexes, which SQLite keeps in one list whatever their case: an index of
 * such a name may still be on another table that waits for its rebuild.
 */
export function makeRoom(at: Work, table: TableName, names: readonly string[]): void {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const [other, {base}] of at.pending) {
    if (other === table.name) continue;
    if (allIndexes(base).some(({name}) => wanted.has(name.toLowerCase()))) flush(at, other);
  }
}

/** Follows a rename that SQLite itself carries into the tables that wait. */
export function carry(at: Work, operation: Renaming): void {
  const subject = liveTable(at, operation.table);
  for (const [name, pending] of at.pending) {
    const own = name === subject.name;
    const tables = own ? [subject] : [subject, pending.base];
    const after = apply({...emptySchema, tables}, operation, 'sqlite');
    const base = tableNamed(after, {name});
    at.pending.set(name, {...pending, base, using: carried(pending, own, operation)});
  }
}

type Renaming = Extract<Operation, {kind: 'renameTable' | 'renameColumn'}>;

function carried({using}: Pending, own: boolean, operation: Renaming): ReadonlyMap<string, string> {
  if (!own || operation.kind !== 'renameColumn') return using;
  const {table, column: from, to} = operation;
  return new Map(
    [...using].map(([column, sql]) => [
      column === from ? to : column,
      withColumnRenamed(sql, {table: table.name, from, to}),
    ]),
  );
}

/** Says statements. */
export function say(at: Work, ...statements: readonly SqlStatement[]): void {
  at.statements.push(...statements);
}
