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
  let line = colours.id(visible(revision));
  if (branchLabels.length > 0) line += ` ${colours.label(`(${visible(branchLabels.join(', '))})`)}`;
  for (const mark of marks) line += ` ${colours.good(`(${mark})`)}`;
  return `${line} ${visible(message)}`;
}

/** The words for a revision's place in the graph. */
export function marksOf({isHead, isBranchPoint, isMergePoint}: RevisionEntry): readonly string[] {
  const marks: string[] = [];
  if (isHead) marks.push('head');
  if (isBranchPoint) marks.push('branchpoint');
  if (isMergePoint) marks.push('mergepoint');
  return marks;
}
