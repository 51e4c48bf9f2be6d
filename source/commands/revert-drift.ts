import {chosenItems, drift} from './drift.ts';
import {planTo, type MeasuredPlan} from './plan-to.ts';
import type {Project} from './project.ts';

/**
 * The plan that puts these items of drift back, or all for none, with what it would lose; `carryOutSteps` runs it.
 * Throws `usage` for what does not differ, and what `drift` throws.
 */
export async function planToRevert(
  project: Project,
  items: readonly string[],
): Promise<MeasuredPlan> {
  chosenItems(await drift(project), items);
  return planTo(project, {direction: 'revert', items});
}
