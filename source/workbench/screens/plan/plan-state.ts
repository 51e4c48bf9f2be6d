import type {MeasuredPlan} from '../../../commands/plan-to.ts';
import type {AthanorError} from '../../../errors.ts';
import type {RevisionId, Step} from '../../../graph/revision.ts';
import type {Arming} from '../../dialogs/arming.ts';
import type {ListState} from '../../widgets/window.ts';

/** How one step of a plan stands. */
export type StepState =
  | {readonly kind: 'waiting'}
  /** `statement` counts from 1; 0 before the first. */
  | {
      readonly kind: 'running';
      readonly statement: number;
      /** How many rows of a statement in batches are done, and of how many. */
      readonly progress?: {readonly rows: number; readonly of: number};
    }
  | {
      readonly kind: 'done';
      readonly milliseconds: number;
      readonly before: readonly RevisionId[];
      readonly after: readonly RevisionId[];
    }
  | {readonly kind: 'failed'; readonly statement: number};

/** A plan that is shown, and how far it has been carried out. */
export interface PlanScreen {
  readonly kind: 'plan';
  readonly title: string;
  readonly shown: MeasuredPlan;
  readonly steps: readonly StepState[];
  /** The first of the steps that are being carried out now. */
  readonly from: number;
  readonly list: ListState;
  /** The first line of the statements that is shown. */
  readonly top: number;
  /** The first line of the account that is shown. */
  readonly accountTop: number;
  readonly phase: 'ready' | 'running' | 'done' | 'failed';
  /** What the person typed to agree to the losses, or in a protected environment. */
  readonly agreed: boolean;
  readonly arming: Arming;
  /** Who holds the lock that is waited for. */
  readonly holder: string | undefined;
  readonly startedAt: number;
  readonly now: number;
  /** What was asked for while it ran. */
  readonly stopping: 'no' | 'afterStep' | 'now';
  readonly recovered: string | undefined;
  /** Rows of what the last run touched, before and after it. */
  readonly counts: readonly RowCount[];
}

/** Rows of a table before and after a run; `undefined` where it was not there. */
export interface RowCount {
  readonly table: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** What went wrong, and what can be done about it. */
export interface FailureScreen {
  readonly kind: 'failure';
  readonly title: string;
  readonly error: AthanorError;
  /** The revision that it happened in. */
  readonly revision: RevisionId | undefined;
  readonly top: number;
}

/** How many of the steps have been carried out. */
export function stepsDone({steps}: Pick<PlanScreen, 'steps'>): number {
  return steps.filter(({kind}) => kind === 'done').length;
}

/** The step that would take back the last one that was done; a stamp has none. */
export function stepToTakeBack({
  shown,
  steps,
}: Pick<PlanScreen, 'shown' | 'steps'>): Step | undefined {
  const last = shown.plan.steps[stepsDone({steps}) - 1];
  if (last === undefined || last.direction === 'stamp') return undefined;
  const {revision, direction} = last;
  return {revision, direction: direction === 'upgrade' ? 'downgrade' : 'upgrade'};
}
