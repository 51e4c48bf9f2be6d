import {describe} from '../operations/describe.ts';
import type {Operation} from '../operations/operation.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';

/** What a revision does to tables and columns, by their names, so that it can be searched: a line an operation. */
export async function searchText(
  project: Pick<Project, 'recorded'>,
  revision: RevisionId,
): Promise<string> {
  const {upgrade} = await project.recorded(revision);
  return upgrade.map(textOf).join('\n');
}

function textOf(operation: Operation): string {
  if (operation.kind === 'only') return operation.operations.map(textOf).join('\n');
  const described = describe(operation);
  if (operation.kind === 'execute') return `${described}\n${operation.sql}`;
  return operation.kind === 'createTable'
    ? `${described} ${operation.table.columns.map(({name}) => name).join(' ')}`
    : described;
}
