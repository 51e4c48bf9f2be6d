import {at} from './at.ts';
import type {Edges} from './edges.ts';

/**
 * The labels in effect at each revision, sorted: those that it or one below it declares, down its line.
 * A label also holds below where it is declared, as long as that line alone leads there:
 * down to a revision on which several stand, or which stands on several.
 */
export function labelsInEffect(
  {down, children, successors}: Edges,
  sequence: readonly number[],
  declared: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const labels: (readonly string[])[] = declared.map((own) => union(NONE, own));
  if (labels.every((own) => own.length === 0)) return labels;
  for (const place of sequence) {
    const parents = at(down, place);
    for (let nth = 0; nth < parents.length; nth++) {
      labels[place] = union(at(labels, place), at(labels, at(parents, nth)));
    }
  }

  const plainAbove = new Uint8Array(sequence.length);
  for (const place of sequence.toReversed()) {
    if (at(successors, place).length > 1 || at(down, place).length > 1) continue;
    const child = at(children, place)[0];
    if (child !== undefined && at(plainAbove, child) === 0) continue;
    plainAbove[place] = 1;
    if (child !== undefined) labels[place] = union(at(labels, place), at(labels, child));
  }
  return labels;
}

const NONE: readonly string[] = [];

function union(some: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0 || others === some) return some;
  if (others.every((label) => some.includes(label))) return some;
  return [...new Set([...some, ...others])].toSorted();
}
