import {noConsent, type Consent} from '../analysis/consent.ts';
import type {RunEvent} from '../runtime/events.ts';
import {carryOutSteps, type CarryOutInput} from './carry-out-steps.ts';
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

export interface RevertInput extends Omit<CarryOutInput, 'consent'> {
  /** The ids of what is put back; all that is not ignored, when absent. */
  readonly items?: readonly string[] | undefined;
  /** What may be lost. Absent: nothing. */
  readonly consent?: Consent | undefined;
}

/** Puts back what was changed in the database by hand. Throws what `planToRevert` and `carryOutSteps` throw. */
export async function* revert(
  project: Project,
  {items = [], consent = noConsent, ...rest}: RevertInput = {},
): AsyncGenerator<RunEvent, void> {
  const shown = await planToRevert(project, items);
  yield* carryOutSteps(project, shown, {...rest, consent});
}
