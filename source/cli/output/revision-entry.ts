import {describeRevision, type RevisionEntry} from '../../commands/describe-revision.ts';
import type {Project} from '../../commands/project.ts';
import type {HistoryEntry} from '../../commands/history.ts';
import type {ShownRevision} from '../../commands/show.ts';
import type {Context} from '../context.ts';
import type {OptionSpec} from '../spec.ts';
import {visible, visibleLines} from './visible.ts';

/** For commands that print a line a revision. */
export const verboseOption: OptionSpec = {
  flags: '-v, --verbose',
  description: 'everything that the files say',
};

/** All about revisions that are known by their ids. */
export function entriesText(
  context: Context,
  project: Pick<Project, 'graph' | 'script'>,
  revisions: readonly {readonly revision: string}[],
): string {
  return revisions
    .map(({revision}) => entryText(describeRevision(project, revision), context))
    .join('\n');
}

/** All about a revision, as `show` and `history --verbose` print it. */
export function entryText(
  entry: RevisionEntry & Partial<ShownRevision> & Pick<HistoryEntry, 'isCurrent'>,
  {colours, near}: Pick<Context, 'colours' | 'near'>,
): string {
  const {downRevisions, dependsOn, branchLabels, path, created} = entry;
  const merged = downRevisions.length > 1;
  const facts: readonly (readonly [string, string])[] = [
    ['Revision', colours.id(visible(entry.revision)) + marks(entry)],
    [merged ? 'Merges' : 'Revises', visible(downRevisions.join(', ')) || 'base'],
    ['Depends on', visible(dependsOn.join(', '))],
    ['Branches into', visible(entry.children?.join(', ') ?? '')],
    ['Needed by', visible(entry.dependents?.join(', ') ?? '')],
    ['Branch labels', visible(branchLabels.join(', '))],
    ['Created', visible(created ?? '')],
    ['Path', visible(near(path))],
  ];
  const lines = facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
  const text = visibleLines(entry.description ?? entry.message);
  return [
    ...lines,
    '',
    ...text.split('\n').map((line) => (line === '' ? '' : `    ${line}`)),
    '',
  ].join('\n');
}

function marks({isHead, isBranchPoint, isMergePoint, isCurrent}: HistoryEntry): string {
  return [
    isHead ? ' (head)' : '',
    isBranchPoint ? ' (branchpoint)' : '',
    isMergePoint ? ' (mergepoint)' : '',
    isCurrent === true ? ' (current)' : '',
  ].join('');
}
