import type {NewRevisionInput} from '../commands/draft-revision.ts';
import type {WrittenRevision} from '../commands/revision.ts';
import type {Context} from './context.ts';
import {visible} from './output/visible.ts';
import type {Given, OptionSpec} from './spec.ts';

/** What commands take that write a revision. */
export const newRevisionOptions: readonly OptionSpec[] = [
  {flags: '-m, --message <text>', description: 'what the revision is about'},
  {
    flags: '--branch-label <label>',
    description: 'a name for the branch; repeatable',
    repeatable: true,
  },
  {flags: '--splice', description: 'on top of what is not a head, too'},
  {flags: '--rev-id <id>', description: 'its id, instead of one by chance'},
  {
    flags: '--version-path <dir>',
    description: 'the directory of revisions that it goes into, instead of its parent’s',
  },
];

/** What was typed about a new revision. */
export function newRevisionInput({surroundings}: Context, given: Given): NewRevisionInput {
  const now = new Date(surroundings.variables['ATHANOR_NOW'] ?? Date.now());
  return {
    message: given.text('message'),
    branchLabels: given.texts('branchLabel'),
    splice: given.flag('splice'),
    id: given.text('revId'),
    versionPath: given.text('versionPath'),
    created: Number.isNaN(now.getTime()) ? undefined : now,
  };
}

/** Tells what was written. */
export function printWritten(context: Context, written: WrittenRevision): void {
  context.print(written, () => writtenText(context, written));
}

/** What was written, in a line. */
export function writtenText(
  {colours, near}: Context,
  {revision, downRevisions, path}: WrittenRevision,
): string {
  const on = downRevisions.length === 0 ? 'base' : visible(downRevisions.join(', '));
  return `wrote revision ${colours.id(visible(revision))} on top of ${on}: ${visible(near(path))}`;
}
