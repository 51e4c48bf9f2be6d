import type {Schema} from '../schema/schema.ts';
import {findTable, nameText, sameName} from '../schema/tables.ts';
import type {ForeignKey, TableName} from '../schema/table.ts';
import {replay} from './apply.ts';
import type {Only, Operation} from './operation.ts';

/**
 * The operations without those that take something from a table which is dropped soon after anyway.
 *
 * Looks only within runs of operations that make nothing and rename nothing: there, leaving out a
 * drop can be in nobody's way but for a foreign key to a table that goes before its own, or of which
 * something else goes before.
 */
export function withoutRedundantDrops(
  operations: readonly Operation[],
  before: Schema,
  dialect?: Only['dialect'],
): readonly Operation[] {
  const kept: Operation[] = [];
  let schema = before;
  for (let at = 0; at < operations.length;) {
    const run = runFrom(operations, at);
    kept.push(...needed(run, schema));
    schema = replay(schema, run, dialect);
    at += run.length;
  }
  return kept;
}

/** The longest run of operations that only take away, or else the one operation. */
function runFrom(operations: readonly Operation[], start: number): readonly Operation[] {
  let end = start;
  while (end < operations.length && takesAway(operations[end])) end += 1;
  return operations.slice(start, Math.max(end, start + 1));
}

type TakingAway = Extract<
  Operation,
  {
    readonly kind:
      | 'dropTable'
      | 'dropColumn'
      | 'dropPrimaryKey'
      | 'dropConstraint'
      | 'dropIndex'
      | 'alterColumn'
      | 'setTableComment';
  }
>;

const takingAway: ReadonlySet<string> = new Set<TakingAway['kind']>([
  'dropTable',
  'dropColumn',
  'dropPrimaryKey',
  'dropConstraint',
  'dropIndex',
  'alterColumn',
  'setTableComment',
]);

const takesAway = (operation: Operation | undefined): operation is TakingAway =>
  operation !== undefined && takingAway.has(operation.kind);

function needed(run: readonly Operation[], schema: Schema): readonly Operation[] {
  const dropped = new Map<string, number>();
  for (const [at, operation] of run.entries()) {
    if (operation.kind === 'dropTable') dropped.set(nameText(operation.table), at);
  }
  if (dropped.size === 0) return run;

  return run.filter((operation, at) => {
    if (!takesAway(operation) || operation.kind === 'dropTable') return true;
    const end = dropped.get(nameText(operation.table));
    if (end === undefined || end < at) return true;
    return keysOf(operation, schema).some(
      ({references}) =>
        !sameName(references.table, operation.table) &&
        ((dropped.get(nameText(references.table)) ?? end) < end ||
          run.slice(at, end).some((other) => takesFrom(other, references.table))),
    );
  });
}

/** Whether an operation takes something away that a foreign key to the table may need. */
const takesFrom = (operation: Operation, table: TableName): boolean =>
  takesAway(operation) && operation.kind !== 'dropTable' && sameName(operation.table, table);

/** The foreign keys that an operation takes away. */
function keysOf(
  operation: TakingAway & {readonly table: TableName},
  schema: Schema,
): readonly ForeignKey[] {
  const keys = findTable(schema, operation.table)?.foreignKeys ?? [];
  if (operation.kind === 'dropConstraint') return keys.filter(({name}) => name === operation.name);
  if (operation.kind !== 'dropColumn') return [];
  return keys.filter(({columns}) => columns.includes(operation.column));
}
