import type {Only, Operation} from '../operations/operation.ts';
import {canonical} from './same.ts';

/** An operation, and the one database that it is for; `undefined` when it is for all. */
export interface Entry {
  readonly operation: Operation;
  readonly dialect: Only['dialect'] | undefined;
}

/** What is asked for on each of a project's databases. */
export type DialectLists = ReadonlyMap<Only['dialect'], readonly Operation[]>;

/**
 * One list for all databases: operations that are the same on each once, in an order that keeps that of
 * every database, and the others for theirs alone.
 */
export function merged(lists: DialectLists): readonly Entry[] {
  const [first, second] = [...lists];
  if (first === undefined) return [];
  if (second === undefined) return first[1].map((operation) => ({operation, dialect: undefined}));
  return interleaved(first, second);
}

/** The entries of one database. */
export function listFor(entries: readonly Entry[], dialect: Only['dialect']): readonly Operation[] {
  return entries
    .filter((entry) => entry.dialect === undefined || entry.dialect === dialect)
    .map(({operation}) => operation);
}

/** The entries as operations: neighbours that are for one database alone stand under one `only`. */
export function operationsOf(entries: readonly Entry[]): readonly Operation[] {
  const operations: Operation[] = [];
  for (const {operation, dialect} of entries) {
    const last = operations.at(-1);
    if (dialect === undefined) {
      operations.push(operation);
    } else if (last?.kind === 'only' && last.dialect === dialect) {
      operations.splice(-1, 1, {...last, operations: [...last.operations, operation]});
    } else {
      operations.push({kind: 'only', dialect, operations: [operation]});
    }
  }
  return operations;
}

type Named = readonly [dialect: Only['dialect'], operations: readonly Operation[]];

/** The longest list that both have in common, and what stands between in the one and in the other. */
function interleaved([one, ones]: Named, [other, others]: Named): readonly Entry[] {
  const [oneTexts, otherTexts] = [ones.map(canonical), others.map(canonical)];
  const lengths = commonLengths(oneTexts, otherTexts);
  const entries: Entry[] = [];
  let [at, by] = [0, 0];
  for (;;) {
    const [operation, rival] = [ones[at], others[by]];
    if (operation === undefined && rival === undefined) return entries;
    if (operation !== undefined && oneTexts[at] === otherTexts[by]) {
      entries.push({operation, dialect: undefined});
      [at, by] = [at + 1, by + 1];
    } else if (
      operation !== undefined &&
      (rival === undefined || lengths(at + 1, by) >= lengths(at, by + 1))
    ) {
      entries.push({operation, dialect: one});
      at += 1;
    } else if (rival !== undefined) {
      entries.push({operation: rival, dialect: other});
      by += 1;
    }
  }
}

/** How long the longest common list is from these places on. */
function commonLengths(
  ones: readonly string[],
  others: readonly string[],
): (at: number, by: number) => number {
  const width = others.length + 1;
  const table = new Uint32Array((ones.length + 1) * width);
  for (let at = ones.length - 1; at >= 0; at--) {
    for (let by = others.length - 1; by >= 0; by--) {
      const here = at * width + by;
      const [below = 0, beside = 0, both = 0] = [
        table[here + width],
        table[here + 1],
        table[here + width + 1],
      ];
      table[here] = ones[at] === others[by] ? both + 1 : Math.max(below, beside);
    }
  }
  return (at, by) => table[at * width + by] ?? 0;
}
