import type {LossyStep} from '../analysis/losses.ts';
import type {RevisionId} from '../graph/revision.ts';
import {planOf, type Plan} from '../runtime/plan.ts';
import {drift, wayToHistory} from './drift.ts';
import type {Project} from './project.ts';

/**
 * The plan that puts the database back to what the applied revisions make: one step, after which it stands
 * where it stood. Reads the database. Throws what `drift` throws, and `not_supported`.
 */
export async function planRevert(
  project: Project,
  rows: readonly RevisionId[],
  items: readonly string[],
): Promise<{readonly plan: Plan; readonly steps: readonly LossyStep[]}> {
  const dialect = await project.dialect();
  const found = await drift(project);
  // What was put back already, under the lock, is no fault.
  const ids = items.filter((id) => found.items.some((item) => item.id === id));
  const isDone = items.length > 0 && ids.length === 0;
  const {operations, before} = wayToHistory(found, ids, dialect);
  if (operations.length === 0 || isDone) return {plan: planOf(rows, []), steps: []};
  const statements = dialect.compile(operations, {
    before: () => before,
    target: project.config.target[dialect.name],
  });
  const revision = rows.toSorted().join(', ') || 'base';
  const step = {
    revision,
    direction: 'revert',
    message: 'put back what was changed by hand',
    statements,
    checksum: '',
    rowsAfter: rows.toSorted(),
  } as const;
  return {plan: planOf(rows, [step]), steps: [{revision, statements, operations}]};
}
