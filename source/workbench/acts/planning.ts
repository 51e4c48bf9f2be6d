import type {Wish} from '../../commands/plan-for.ts';
import type {MeasuredPlan} from '../../commands/plan-to.ts';
import {asAthanorError, type AthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {armed} from '../dialogs/arming.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {standingOf} from '../screens/explore/standing.ts';
import {quiet} from '../screens/plan/plan-reducer.ts';
import type {PlanScreen} from '../screens/plan/plan-state.ts';
import {visible} from '../text/visible.ts';
import {listTop} from '../widgets/window.ts';
import type {Act, Context} from './context.ts';
import {log, notice} from './notices.ts';
import {readStanding} from './reading.ts';

/** Plans the way to the selected revision, whichever direction that is. */
export const planToSelected: Act = async (context) => {
  const revision = selectedRevision(context.store.state());
  if (revision !== undefined) await openPlan(context, {direction: 'goto', revision});
};

/** Plans one step; where there are several ways, asks which. */
export const planOne =
  (direction: 'upgrade' | 'downgrade'): Act =>
  (context) =>
    openPlan(context, {direction, target: direction === 'upgrade' ? '+1' : '-1'});

/**
 * Makes a plan and puts it on the screen, unless another screen was opened meanwhile: it would take keys
 * that were meant for that one. Nothing of it runs before a key says so there.
 */
export async function openPlan(context: Context, wish: Wish): Promise<void> {
  const {store, bench, work} = context;
  if (work.planning) return notice(context, 'a plan is being made', 'warning');
  work.planning = true;
  const {screens} = store.state();
  const isElsewhere = () => store.state().screens !== screens;
  try {
    notice(context, 'making the plan');
    const shown = await bench.plan(wish);
    store.dispatch({kind: 'noticed', toast: undefined});
    // It answers again: where one is about to write is shown as well.
    if (standingOf(store.state()) === undefined) await readStanding(context);
    if (isElsewhere()) notice(context, 'the plan was put aside: ask for it again', 'warning');
    else if (shown.plan.steps.length === 0) notice(context, 'there is nothing to do');
    else store.dispatch({kind: 'screenOpened', screen: planScreen(context, shown)});
  } catch (error) {
    if (isElsewhere()) log(context, `error: ${asAthanorError(error).message}`, 'danger');
    else refuse(context, wish, asAthanorError(error));
  } finally {
    work.planning = false;
  }
}

/** Tells of a failure, with what can be done about it. */
export function openFailure(
  {store}: Pick<Context, 'store'>,
  title: string,
  error: AthanorError,
): void {
  const revision = error.details?.['revision'];
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'failure',
      title,
      error,
      revision: typeof revision === 'string' ? revision : undefined,
      top: 0,
    },
  });
}

function planScreen({store, clock, press}: Context, shown: MeasuredPlan): PlanScreen {
  const now = clock.now();
  return {
    kind: 'plan',
    title: titleOf(shown, store.state().history.graph.heads),
    shown,
    steps: shown.plan.steps.map(() => ({kind: 'waiting'})),
    from: 0,
    list: listTop,
    top: 0,
    accountTop: 0,
    phase: 'ready',
    agreed: false,
    arming: armed(press, now, quiet),
    holder: undefined,
    startedAt: now,
    now,
    stopping: 'no',
    recovered: undefined,
    counts: [],
  };
}

const verbs = {upgrade: 'Upgrade', downgrade: 'Downgrade', stamp: 'Stamp', revert: 'Put back'};

function titleOf({plan, wish}: MeasuredPlan, heads: readonly RevisionId[]): string {
  const verb = verbs[plan.steps[0]?.direction ?? 'upgrade'];
  const count = `${plan.steps.length} step${plan.steps.length === 1 ? '' : 's'}`;
  if (wish.direction !== 'goto') return `${verb}${byName(wish)}: ${count}`;
  return `${verb} to ${wish.revision}${heads.includes(wish.revision) ? ' (head)' : ''}: ${count}`;
}

/** Where a wish by name leads; so many steps up or down say it already. */
function byName(wish: Exclude<Wish, {readonly direction: 'goto'}>): string {
  if (wish.direction === 'steps' || wish.direction === 'revert') return '';
  if (wish.direction === 'stamp') return ` ${wish.targets.map(visible).join(', ') || 'base'}`;
  return /^[+-]\d+$/.test(wish.target) ? '' : ` to ${visible(wish.target)}`;
}

/** Several ways become a question; anything else is told. */
function refuse(context: Context, wish: Wish, error: AthanorError): void {
  const items = candidates(error);
  const isStep = wish.direction === 'upgrade' || wish.direction === 'downgrade';
  if (error.code !== 'ambiguous_walk' || items.length === 0 || !isStep) {
    log(context, `error: ${error.message}`, 'danger');
    openFailure(context, 'No plan', error);
    return;
  }
  context.store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'choice',
      purpose: wish.direction === 'upgrade' ? 'planUp' : 'planDown',
      title: wish.direction === 'upgrade' ? 'Which way up?' : 'Which way down?',
      lines: [],
      items,
    },
  });
}

interface Candidate {
  readonly target: string;
  readonly revision: string;
  readonly message: string;
}

function candidates({details}: AthanorError): readonly {label: string; value: string}[] {
  const found: unknown = details?.['candidates'];
  if (!Array.isArray(found)) return [];
  return found
    .filter((one: unknown): one is Candidate => isCandidate(one))
    .map(({target, revision, message}) => ({label: `${revision} ${message}`, value: target}));
}

function isCandidate(one: unknown): one is Candidate {
  return typeof one === 'object' && one !== null && 'target' in one && 'message' in one;
}
