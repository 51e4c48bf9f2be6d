import {asAthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import type {ActionName} from '../keys/bindings.ts';
import {compareOnScreen} from '../screens/compare/compare-reducer.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import type {Act, Context} from './context.ts';
import {notice} from './notices.ts';
import {pairOf} from './travel-acts.ts';

/** Two revisions beside each other. */
export const compareActs = {
  mark: ({store}) => {
    const revision = selectedRevision(store.state());
    if (revision !== undefined) store.dispatch({kind: 'markToggled', revision});
  },
  compare: (context) => openComparison(context),
  turnCompare: ({store}) => store.dispatch({kind: 'compareTurned'}),
  swapCompare: async (context) => {
    context.store.dispatch({kind: 'compareSwapped'});
    const screen = compareOnScreen(context.store.state());
    if (screen !== undefined) await compare(context, screen.from, screen.to);
  },
} as const satisfies Partial<Record<ActionName, Act>>;

async function openComparison(context: Context): Promise<void> {
  const {store} = context;
  const pair = pairOf(store.state());
  if (pair === undefined) {
    notice(context, 'mark a revision first, then go to the other one', 'warning');
    return;
  }
  const [from, to] = pair;
  store.dispatch({
    kind: 'screenOpened',
    screen: {kind: 'compare', from, to, found: {kind: 'loading'}, tab: 'schema', top: 0},
  });
  await compare(context, from, to);
}

async function compare({store, bench}: Context, from: RevisionId, to: RevisionId): Promise<void> {
  try {
    const value = await bench.compare(from, to);
    store.dispatch({kind: 'compared', from, to, found: {kind: 'ready', value}});
  } catch (error) {
    const {message, hint} = asAthanorError(error);
    store.dispatch({kind: 'compared', from, to, found: {kind: 'failed', message, hint}});
  }
}
