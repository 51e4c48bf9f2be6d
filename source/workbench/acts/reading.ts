import {asAthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {routeToRevision} from '../screens/explore/going.ts';
import {layOutHistory} from '../screens/explore/history-view.ts';
import {textKey, type FetchedTab} from '../screens/explore/explore-state.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {sourceLines} from '../screens/explore/source-lines.ts';
import {statementLines} from '../screens/explore/statement-lines.ts';
import type {Loadable} from '../store/state.ts';
import {span, type Line} from '../text/spans.ts';
import type {Context} from './context.ts';
import {complain, log, notice} from './notices.ts';

/** Asks the database where it stands. Nothing is shown of it until it has answered. */
export async function readStanding(context: Context): Promise<void> {
  const {store, bench, clock} = context;
  if (store.state().standing.kind === 'loading') return;
  const before = store.state().standing;
  if (before.kind !== 'ready')
    store.dispatch({kind: 'standingChanged', standing: {kind: 'loading'}});
  const since = clock.now();
  try {
    const value = await bench.standing();
    store.dispatch({kind: 'standingChanged', standing: {kind: 'ready', value}});
    if (before.kind === 'ready') return;
    log(context, `${value.label} answered in ${clock.took(clock.now() - since)} ms`, 'dim');
    log(context, `version rows: ${value.rows.join(', ') || 'none'}`, 'dim');
  } catch (error) {
    const {message, hint} = asAthanorError(error);
    store.dispatch({kind: 'standingChanged', standing: {kind: 'failed', message, hint}});
    complain(context, error);
  }
}

/** Reads the revision files and the database again; what was shown stays where it cannot be read. */
export async function readAgain(context: Context): Promise<void> {
  const {store, bench} = context;
  try {
    store.dispatch({kind: 'filesRead', history: layOutHistory(await bench.reload())});
    notice(context, `${store.state().history.order.length} revisions read`);
  } catch (error) {
    complain(context, error);
  }
  await readStanding(context);
}

/** Fetches what the detail pane shows once the cursor rests. Ends with the answer. */
export function followSelection(context: Context): () => void {
  const {store, rest} = context;
  let timer: NodeJS.Timeout | undefined;
  let wanted: string | undefined;
  const look = (): void => {
    const want = missingText(context);
    if (want?.key === wanted) return;
    wanted = want?.key;
    clearTimeout(timer);
    if (want) timer = setTimeout(() => void fetchText(context, want), rest);
  };
  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** Measures what going to the selected revision would lose once the cursor has rested for a while. */
export function followRoute(context: Context): () => void {
  const {store, rest} = context;
  let timer: NodeJS.Timeout | undefined;
  let wanted: string | undefined;
  const asked = new WeakMap<object, Set<RevisionId>>();
  const look = (): void => {
    const want = unmeasured(context);
    if (want === wanted) return;
    wanted = want;
    clearTimeout(timer);
    const {standing} = store.state();
    const known = asked.get(standing) ?? new Set();
    if (want === undefined || known.has(want)) return;
    // Asked once for each standing of the database: what cannot be planned is not asked for again and again.
    timer = setTimeout(() => {
      asked.set(standing, known.add(want));
      void measureLosses(context, want);
    }, rest * 6);
  };
  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

function unmeasured({store, work}: Context): RevisionId | undefined {
  const state = store.state();
  const revision = selectedRevision(state);
  if (revision === undefined || state.screens.length > 0 || work.run !== undefined)
    return undefined;
  const route = routeToRevision(state, revision);
  const isKnown = state.explore.losses.has(revision);
  return route === undefined || route.steps.length === 0 || isKnown ? undefined : revision;
}

async function measureLosses({store, bench}: Context, revision: RevisionId): Promise<void> {
  const {standing} = store.state();
  try {
    const {losses} = await bench.plan({direction: 'goto', revision});
    if (store.state().standing !== standing) return;
    store.dispatch({kind: 'lossesMeasured', revision, losses});
  } catch {
    // Why there is no plan is told to whoever asks for one.
  }
}

interface Want {
  readonly key: string;
  readonly revision: string;
  readonly tab: FetchedTab;
}

function missingText({store}: Context): Want | undefined {
  const state = store.state();
  const {tab} = state.explore.detail;
  const revision = selectedRevision(state);
  if (revision === undefined || tab === 'facts') return undefined;
  const key = textKey(revision, tab);
  return state.explore.texts.has(key) ? undefined : {key, revision, tab};
}

async function fetchText(context: Context, want: Want): Promise<void> {
  const {store} = context;
  const {history} = store.state();
  const put = (text: Loadable<readonly Line[]>): void => {
    // What was asked about files that have been read again since is not put where it no longer belongs.
    if (store.state().history === history)
      store.dispatch({kind: 'textChanged', key: want.key, text});
  };
  put({kind: 'loading'});
  try {
    put({kind: 'ready', value: await textOf(context, want)});
  } catch (error) {
    const {message, hint} = asAthanorError(error);
    put({kind: 'failed', message, hint});
  }
}

async function textOf({bench}: Context, {revision, tab}: Want): Promise<readonly Line[]> {
  if (tab === 'source') return sourceLines(await bench.source(revision));
  const statements = await bench.statements(revision, tab);
  if (statements === undefined)
    return [[span('it has no downgrade and cannot be taken back', 'warning')]];
  if (statements.length === 0) return [[span('nothing to run', 'dim')]];
  return statementLines(statements);
}
