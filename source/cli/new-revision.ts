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
];

/** What was typed about a new revision. */
export function newRevisionInput({surroundings}: Context, given: Given): NewRevisionInput {
  const now = surroundings.variables['ATHANOR_NOW'];
  return {
    message: given.text('message'),
    branchLabels: given.texts('branchLabel'),
    splice: given.flag('splice'),
    id: given.text('revId'),
    created: now === undefined ? undefined : new Date(now),
  };
}

/** Tells what was written, and what to do with it. */
export function printWritten(context: Context, written: WrittenRevision): void {
  context.print(written, () => {
    const {revision, downRevisions, path} = written;
    const on = downRevisions.length === 0 ? 'base' : visible(downRevisions.join(', '));
    return `wrote revision ${context.colours.id(visible(revision))} on top of ${on}: ${visible(path)}`;
  });
}
