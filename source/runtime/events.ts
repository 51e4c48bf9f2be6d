import type {Statement} from '../dialects/statement.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Plan, PlannedStep} from './plan.ts';
import type {LockHolder} from './session.ts';

/** What a run tells while it goes on. A run that fails throws, after a last `failed`. */
export type RunEvent =
  | {readonly kind: 'planned'; readonly plan: Plan}
  | {readonly kind: 'lockWaiting'; readonly holder: LockHolder; readonly milliseconds: number}
  | {readonly kind: 'locked'}
  /** A former run was killed in this step; what it left is dealt with before going on. */
  | {readonly kind: 'recovered'; readonly revision: RevisionId; readonly message: string}
  | {readonly kind: 'stepStarted'; readonly index: number; readonly step: PlannedStep}
  /** About to run; `number` counts from 1 within the step. */
  | {
      readonly kind: 'statement';
      readonly index: number;
      readonly number: number;
      readonly statement: Statement;
    }
  /** A statement in batches has committed one more. */
  | {
      readonly kind: 'progress';
      readonly index: number;
      readonly number: number;
      /** How many this run has done, and how many it is to do. */
      readonly rows: number;
      readonly of: number;
    }
  | {
      readonly kind: 'statementFinished';
      readonly index: number;
      readonly number: number;
      readonly milliseconds: number;
    }
  | {
      readonly kind: 'stepFinished';
      readonly index: number;
      readonly step: PlannedStep;
      /** How many of its statements ran: all, but where a former run had done the first. */
      readonly ran: number;
      /** Version rows as they are now. */
      readonly rows: readonly RevisionId[];
      readonly milliseconds: number;
    }
  /** Code of the project's own that only listens has failed; the run goes on. */
  | {readonly kind: 'hookFailed'; readonly hook: 'onEvent'; readonly message: string}
  | {readonly kind: 'failed'; readonly index: number; readonly message: string}
  | {readonly kind: 'finished'; readonly rows: readonly RevisionId[]; readonly steps: number};
