import {asAthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {goingTo} from '../screens/explore/going.ts';
import {standingOf} from '../screens/explore/standing.ts';
import {layOutHistory} from '../screens/explore/history-view.ts';
import {textKey, type FetchedTab} from '../screens/explore/explore-state.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {schemaLines} from '../screens/explore/schema-lines.ts';
import {sourceLines} from '../screens/explore/source-lines.ts';
import {statementLines} from '../screens/explore/statement-lines.ts';
import {isCovered, type Loadable} from '../store/state.ts';
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
    notice(context, `${store.state().history.all.length} revisions read`);
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
    if (want) timer = setTimeout(() => void fetch(want), rest);
  };
  const fetch = async (want: Want): Promise<void> => {
    await fetchText(context, want);
    // What was read of files that have been read again since has to be read again as well.
    wanted = undefined;
    look();
  };
  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** How many steps are measured unasked, and in how large a history: a plan loads all of it. */
const unasked = {steps: 60, revisions: 1000};

/** Counts the steps to the selected revision once the cursor rests, and when it rests for long, what they would lose. */
export function followRoute(context: Context): () => void {
  const {store, rest} = context;
  const timers: NodeJS.Timeout[] = [];
  let seen: RevisionId | undefined;
  let standing: object | undefined;
  const look = (): void => {
    const state = store.state();
    const revision = wayfarer(context);
    if (revision === seen && state.standing === standing) return;
    seen = revision;
    standing = state.standing;
    for (const timer of timers.splice(0)) clearTimeout(timer);
    if (revision === undefined) return;
    timers.push(
      setTimeout(() => countSteps(context, revision), rest),
      setTimeout(() => void measureLosses(context, revision), rest * 6),
    );
  };
  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    for (const timer of timers) clearTimeout(timer);
    unsubscribe();
  };
}

/** The selected revision, while nothing else is going on and the database has said where it is. */
function wayfarer({store, work}: Context): RevisionId | undefined {
  const state = store.state();
  const standing = standingOf(state);
  const isKnown = standing !== undefined && standing.unknown.length === 0;
  if (!isKnown || isCovered(state) || work.run !== undefined) return undefined;
  return selectedRevision(state);
}

function countSteps({store}: Context, revision: RevisionId): void {
  const state = store.state();
  const standing = standingOf(state);
  if (standing === undefined || state.explore.going.has(revision)) return;
  const going = goingTo(state.history.graph, standing, revision);
  store.dispatch({kind: 'goingCounted', revision, going});
}

async function measureLosses({store, bench}: Context, revision: RevisionId): Promise<void> {
  const {standing, explore, history} = store.state();
  const steps = explore.going.get(revision)?.steps ?? 0;
  if (steps === 0 || explore.losses.has(revision)) return;
  if (steps > unasked.steps || history.all.length > unasked.revisions) return;
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

/** Milliseconds after which it is said that something is being read. */
const patience = 150;

async function fetchText(context: Context, want: Want): Promise<void> {
  const {store} = context;
  const {history} = store.state();
  const put = (text: Loadable<readonly Line[]>): void => {
    // What was asked about files that have been read again since is not put where it no longer belongs.
    if (store.state().history === history)
      store.dispatch({kind: 'textChanged', key: want.key, text});
  };
  // Said only where it takes long: most texts are there before a frame with the word would be drawn.
  const slow = setTimeout(() => put({kind: 'loading'}), patience);
  try {
    const value = await textOf(context, want);
    clearTimeout(slow);
    put({kind: 'ready', value});
  } catch (error) {
    clearTimeout(slow);
    const {message, hint} = asAthanorError(error);
    put({kind: 'failed', message, hint});
  }
}

async function textOf({bench, store}: Context, {revision, tab}: Want): Promise<readonly Line[]> {
  if (tab === 'source') return sourceLines(await bench.source(revision));
  if (tab === 'schema')
    return schemaLines(store.state().history, revision, await bench.schema(revision));
  const statements = await bench.statements(revision, tab);
  if (statements === undefined)
    return [[span('it has no downgrade and cannot be taken back', 'warning')]];
  if (statements.length === 0) return [[span('nothing to run', 'dim')]];
  return statementLines(statements);
}
