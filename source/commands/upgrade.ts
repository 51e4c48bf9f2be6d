import {noConsent, type Consent} from '../analysis/consent.ts';
import type {RunEvent} from '../runtime/events.ts';
import {carryOutSteps, type CarryOutInput} from './carry-out-steps.ts';
import {planTo} from './plan-to.ts';
import type {Project} from './project.ts';

export interface RunInput extends Omit<CarryOutInput, 'consent'> {
  /** Where to go: a revision, `head`, `heads`, `base`, `+2`, `billing@head`. */
  readonly target: string;
  /** Upwards from nothing, though tables that the revisions make are there. */
  readonly asNew?: boolean | undefined;
  /** What may be lost. Absent: nothing. */
  readonly consent?: Consent | undefined;
}

/** Brings the database up to a revision. Throws what `planTo` and `carryOutSteps` throw. */
export async function* upgrade(project: Project, input: RunInput): AsyncGenerator<RunEvent, void> {
  yield* run(project, 'upgrade', input);
}

/** Takes the database back down to a revision. Throws what `planTo` and `carryOutSteps` throw. */
export async function* downgrade(
  project: Project,
  input: RunInput,
): AsyncGenerator<RunEvent, void> {
  yield* run(project, 'downgrade', input);
}

async function* run(
  project: Project,
  direction: 'upgrade' | 'downgrade',
  {target, asNew, consent = noConsent, ...rest}: RunInput,
): AsyncGenerator<RunEvent, void> {
  const shown = await planTo(project, {direction, target, asNew});
  yield* carryOutSteps(project, shown, {...rest, consent});
}
