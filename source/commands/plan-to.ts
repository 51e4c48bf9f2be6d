import {possibleLosses, realLosses, type Loss, type LossyStep} from '../analysis/losses.ts';
import type {StampPlan} from '../graph/stamp.ts';
import type {Plan} from '../runtime/plan.ts';
import type {UnfinishedStep} from '../runtime/recovery.ts';
import type {Session} from '../runtime/session.ts';
import {hookNames} from './hooks.ts';
import {planFor, type Wish} from './plan-for.ts';
import type {Project} from './project.ts';
import {refuseNotEmpty} from './refuse-not-empty.ts';
import {readDatabase} from './read-database.ts';

/** A plan as it may be shown and then carried out. */
export interface MeasuredPlan {
  readonly plan: Plan;
  /** What it would lose of what is there now: nothing that is empty, and `count` unknown where it cannot be measured. */
  readonly losses: readonly Loss[];
  /** For a stamp: which revisions thereby start or stop to count as applied. */
  readonly stamp?: StampPlan;
  readonly wish: Wish;
  /** The hooks of the configuration that a run of it calls beside its statements. */
  readonly hooks?: readonly string[] | undefined;
  /** The step that stands half done: if it is the first of the plan, the plan goes on behind what is done of it. */
  readonly unfinished?: UnfinishedStep | undefined;
}

/**
 * The plan from where the database stands to where the wish says, with its losses measured. Changes nothing.
 *
 * Throws what `planFor` throws, and `not_empty` for a database that was made otherwise.
 */
export function planTo(project: Project, wish: Wish): Promise<MeasuredPlan> {
  return readDatabase(project, async ({session, rows, unfinished}) => {
    const {plan, steps, stamp} = await planFor(project, rows, wish);
    const isFromNothing = rows.length === 0 && unfinished === undefined && !isAsNew(wish);
    if (isFromNothing) await refuseNotEmpty(session, upwards(plan, steps));
    const losses = realLosses(await measured(session, steps));
    const hooks = hookNames(project);
    const around = plan.steps.length > 0 && hooks.length > 0 && {hooks};
    return {plan, losses, wish, ...around, ...(stamp && {stamp}), ...(unfinished && {unfinished})};
  });
}

const isAsNew = (wish: Wish): boolean => 'asNew' in wish && wish.asNew === true;

const upwards = ({steps: planned}: Plan, steps: readonly LossyStep[]): readonly LossyStep[] =>
  steps.filter((_, at) => planned[at]?.direction === 'upgrade');

async function measured(session: Session, steps: readonly LossyStep[]): Promise<readonly Loss[]> {
  const losses: Loss[] = [];
  for (const {extent, ...loss} of possibleLosses(steps)) {
    const count = extent.kind === 'query' ? await counted(session, extent.sql) : undefined;
    losses.push({...loss, count: extent.kind === 'nothing' ? 0 : count});
  }
  return losses;
}

/** What cannot be counted, since the table is not as it should be for one, is not counted as nothing. */
async function counted(session: Session, sql: string): Promise<number | undefined> {
  try {
    const [row] = await session.query<{n: number | string | bigint}>(sql);
    return row === undefined ? undefined : Number(row.n);
  } catch {
    return undefined;
  }
}
