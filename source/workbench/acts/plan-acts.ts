import type {ActionName} from '../keys/bindings.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {planOnScreen} from '../screens/plan/plan-reducer.ts';
import {stepToTakeBack} from '../screens/plan/plan-state.ts';
import {topScreen} from '../store/state.ts';
import type {Act, Context} from './context.ts';
import {openPlan, planOne, planToSelected} from './planning.ts';
import {readAgain} from './reading.ts';
import {askToRun} from './running.ts';

/** Up and down the graph. */
export const planActs = {
  planUpgrade: planToSelected,
  planDowngrade: planToSelected,
  upOne: planOne('upgrade'),
  downOne: planOne('downgrade'),
  runStep: (context) => askToRun(context, 'runStep'),
  runRest: (context) => askToRun(context, 'runRest'),
  nextOfAccount: ({store}) => store.dispatch({kind: 'accountTurned', by: 1}),
  previousOfAccount: ({store}) => store.dispatch({kind: 'accountTurned', by: -1}),
  takeBack: async (context) => {
    const {store} = context;
    const plan = planOnScreen(store.state());
    const step = plan && stepToTakeBack(plan);
    if (step === undefined) return;
    store.dispatch({kind: 'screenClosed'});
    await openPlan(context, {direction: 'steps', steps: [step]});
  },
  takeDownBranch: async (context) => {
    const {history, ...state} = context.store.state();
    const revision = selectedRevision({...state, history});
    if (revision === undefined) return;
    const below = history.graph.downRevisions(revision)[0] ?? 'base';
    await openPlan(context, {direction: 'downgrade', target: `${revision}@${below}`});
  },
  retry: (context) => planAgain(context),
  edit: async (context) => {
    const revision = selectedRevision(context.store.state());
    if (revision !== undefined) await editRevision(context, revision);
  },
  editFailed: async (context) => {
    const top = topScreen(context.store.state());
    if (top?.kind !== 'failure' || top.revision === undefined) return;
    await editRevision(context, top.revision);
    await planAgain(context);
  },
} as const satisfies Partial<Record<ActionName, Act>>;

/** Leaves a failure and its plan, and makes the plan again from where the database stands now. */
async function planAgain(context: Context): Promise<void> {
  const {store} = context;
  const plan = planOnScreen(store.state());
  store.dispatch({kind: 'screenClosed'});
  if (plan === undefined) return;
  store.dispatch({kind: 'screenClosed'});
  await openPlan(context, plan.shown.wish);
}

async function editRevision(context: Context, revision: string): Promise<void> {
  const {store, stage, editor} = context;
  await stage.edit(store.state().history.script(revision).path, editor());
  await readAgain(context);
}
