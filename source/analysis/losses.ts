import {origins, type Origins} from '../dialects/origins.ts';
import type {LossKind, Statement} from '../dialects/statement.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Operation} from '../operations/operation.ts';
import type {TableName} from '../schema/table.ts';
import {nameText} from '../schema/tables.ts';

/** A step as far as it can lose anything. */
export interface LossyStep {
  readonly revision: RevisionId;
  readonly statements: readonly Statement[];
  /** What the statements were made from. */
  readonly operations: readonly Operation[];
}

/** Something that a statement loses if it is there. */
export interface PossibleLoss {
  readonly kind: LossKind;
  /** `account`, or `account.note` for a column. */
  readonly object: string;
  readonly revision: RevisionId;
  /** One sentence for a person. */
  readonly message: string;
  /**
   * How to know how much there is, on the database as it is before the first step: by a query that gives one
   * row `n`; not at all (`unknown`); or it is nothing, since the plan itself makes what it loses.
   */
  readonly extent:
    | {readonly kind: 'query'; readonly sql: string}
    | {readonly kind: 'unknown' | 'nothing'};
}

/** A loss with its size: rows, or values of a column; `undefined` when it cannot be counted. */
export interface Loss extends Omit<PossibleLoss, 'extent'> {
  readonly count: number | undefined;
}

const lossKinds: readonly string[] = [
  'drop-table',
  'drop-column',
  'drop-object',
  'narrow-type',
  'delete-rows',
] satisfies readonly LossKind[];

/** Whether a hazard or a word of `--allow` is about losing something. */
export const isLossKind = (kind: string): kind is LossKind => lossKinds.includes(kind);

/** What the steps of a plan may lose, in the order in which they would. */
export function possibleLosses(steps: readonly LossyStep[]): readonly PossibleLoss[] {
  const before = origins();
  const found: PossibleLoss[] = [];
  for (const {revision, statements, operations} of steps) {
    for (const {kind, object, message, measure} of statements.flatMap(({hazards}) => hazards)) {
      if (!isLossKind(kind)) continue;
      const extent = extentOf({kind, object, measure}, before);
      found.push({kind, object, revision, message, extent});
    }
    for (const operation of operations) before.follow(operation);
  }
  return found;
}

/** The losses that are worth a question: dropping what holds nothing asks nothing. */
export const realLosses = (losses: readonly Loss[]): readonly Loss[] =>
  losses.filter(({count}) => count !== 0);

const words: Readonly<Record<LossKind, string>> = {
  'drop-table': 'row',
  'delete-rows': 'row',
  'drop-column': 'value',
  'narrow-type': 'value',
  // Rows, rights, where a sequence stands.
  'drop-object': 'thing',
};

/** A loss in words: what, where, how much. */
export function lossText({object, kind, revision, count}: Loss): string {
  const size = count === undefined ? 'an unknown number of' : String(count);
  const what = words[kind];
  return `${kind} ${object}: ${size} ${what}${count === 1 ? '' : 's'} (revision ${revision})`;
}

function objectExtent(
  object: string,
  measure: string | undefined,
  before: Origins,
): PossibleLoss['extent'] {
  if (before.madeObject(object)) return {kind: 'nothing'};
  return measure === undefined ? {kind: 'unknown'} : {kind: 'query', sql: measure};
}

function extentOf(
  {kind, object, measure}: {kind: LossKind; object: string; measure: string | undefined},
  before: Origins,
): PossibleLoss['extent'] {
  if (kind === 'drop-object') return objectExtent(object, measure, before);
  const {table, column} = named(kind, object);
  const tableWas = before.table(table);
  const columnWas = column === undefined ? undefined : before.column(table, column);
  if (tableWas === undefined) return {kind: 'nothing'};
  if (column !== undefined && columnWas === undefined) return {kind: 'nothing'};
  // The query speaks the names from before its own step; an earlier step of the plan may have changed
  // them. What rows are deleted may hang on any column, so there nothing may have changed.
  const isRenamed = nameText(tableWas) !== nameText(table) || columnWas !== column;
  const mayMisread = kind === 'delete-rows' ? before.changed(table) : isRenamed;
  if (measure === undefined || mayMisread) return {kind: 'unknown'};
  return {kind: 'query', sql: measure};
}

function named(kind: LossKind, object: string): {table: TableName; column: string | undefined} {
  const parts = object.split('.');
  const column = kind === 'drop-column' || kind === 'narrow-type' ? parts.pop() : undefined;
  const [first = '', second] = parts;
  return {table: second === undefined ? {name: first} : {schema: first, name: second}, column};
}
