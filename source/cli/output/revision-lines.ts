import type {RevisionEntry} from '../../commands/describe-revision.ts';
import type {Colours} from './colours.ts';
import {visible} from './visible.ts';

/** What a line about a revision can say. */
export interface Labelled {
  readonly revision: string;
  readonly message: string;
  readonly branchLabels?: readonly string[];
}

/** `1975ea83b712 (billing) (head) add account table`, with the marks that are given. */
export function revisionLine(entry: Labelled, marks: readonly string[], colours: Colours): string {
  const {revision, message, branchLabels = []} = entry;
  const labels =
    branchLabels.length === 0 ? [] : [colours.label(`(${visible(branchLabels.join(', '))})`)];
  const painted = marks.map((mark) => colours.good(`(${mark})`));
  return [colours.id(visible(revision)), ...labels, ...painted, visible(message)].join(' ');
}

/** The words for a revision's place in the graph. */
export function marksOf({isHead, isBranchPoint, isMergePoint}: RevisionEntry): readonly string[] {
  return [
    ...(isHead ? ['head'] : []),
    ...(isBranchPoint ? ['branchpoint'] : []),
    ...(isMergePoint ? ['mergepoint'] : []),
  ];
}
