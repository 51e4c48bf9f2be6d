import {noConsent} from '../analysis/consent.ts';
import type {RunEvent} from '../runtime/events.ts';
import {carryOutSteps, type CarryOutInput} from './carry-out-steps.ts';
import {planTo} from './plan-to.ts';
import type {Project} from './project.ts';

export interface StampInput extends Omit<CarryOutInput, 'consent'> {
  readonly targets: readonly string[];
  /** Forget all rows first, those too of which there is no revision file. */
  readonly purge?: boolean | undefined;
}

/** Says where the database stands without running anything. Throws what `planTo` and `carryOutSteps` throw. */
export async function* stamp(
  project: Project,
  {targets, purge, ...rest}: StampInput,
): AsyncGenerator<RunEvent, void> {
  const shown = await planTo(project, {direction: 'stamp', targets, purge});
  yield* carryOutSteps(project, shown, {...rest, consent: noConsent});
}
