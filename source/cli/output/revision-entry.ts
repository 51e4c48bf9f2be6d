import type {RevisionEntry} from '../../commands/describe-revision.ts';
import type {ShownRevision} from '../../commands/show.ts';
import type {Context} from '../context.ts';
import {visible, visibleLines} from './visible.ts';

/** All about a revision, as `show` and `history --verbose` print it. */
export function entryText(
  entry: RevisionEntry & Partial<ShownRevision>,
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

function marks({isHead, isBranchPoint, isMergePoint}: RevisionEntry): string {
  return [
    isHead ? ' (head)' : '',
    isBranchPoint ? ' (branchpoint)' : '',
    isMergePoint ? ' (mergepoint)' : '',
  ].join('');
}
