import type {RevisionGraph} from '../../graph/revision-graph.ts';
import type {RevisionId} from '../../graph/revision.ts';
import type {ActionName} from '../keys/bindings.ts';
import type {Filter} from '../screens/explore/explore-state.ts';
import {emptyMerges} from '../screens/explore/filter.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {shortId} from '../screens/explore/history-view.ts';
import {standingOf} from '../screens/explore/standing.ts';
import type {State} from '../store/state.ts';
import type {Act, Context} from './context.ts';
import {readIndex} from './indexing.ts';
import {complain, notice} from './notices.ts';

/** Jumps in the history, and what is left of it on the screen. */
export const travelActs = {
  goToHead: (context) => goToHead(context),
  goToMergeBase: (context) => goToMergeBase(context),
  goBackAgain: ({store}) => store.dispatch({kind: 'wentBack'}),
  filter: (context) => askFilter(context),
} as const satisfies Partial<Record<ActionName, Act>>;

/** The heads above the selected revision, one after the other. */
function goToHead({store}: Context): void {
  const state = store.state();
  const {history} = state;
  const from = selectedRevision(state);
  if (from === undefined) return;
  const above = history.graph.descendants([from]);
  const heads = history.graph.isHead(from)
    ? history.heads
    : history.heads.filter((id) => above.has(id));
  const revision = heads[(heads.indexOf(from) + 1) % Math.max(1, heads.length)];
  if (revision !== undefined) store.dispatch({kind: 'wentTo', revision});
}

/** Where the lines of two revisions part: the marked ones, or the selected one and where the database is. */
function goToMergeBase(context: Context): void {
  const {store} = context;
  const state = store.state();
  const {graph} = state.history;
  const pair = pairOf(state);
  if (pair === undefined) {
    notice(context, 'nothing to compare with: mark another revision', 'warning');
    return;
  }
  const [revision] = mergeBases(graph, pair);
  if (revision !== undefined) store.dispatch({kind: 'wentTo', revision});
  else notice(context, 'they have nothing in common', 'warning');
}

/** The newest revisions that all of some stand on, those themselves included. */
function mergeBases(graph: RevisionGraph, ids: readonly RevisionId[]): readonly RevisionId[] {
  const common = ids
    .map((id) => graph.ancestors([id]))
    .reduce((shared, below) => shared.intersection(below));
  return graph.newestFirst(graph.tips(common));
}

/** The two revisions that are meant: both marked, one marked and the selected one, else where the database is and the selected one. */
export function pairOf(state: State): readonly [RevisionId, RevisionId] | undefined {
  const {marks} = state.explore;
  const [first, second] = marks;
  const selected = selectedRevision(state);
  if (first !== undefined && second !== undefined) return [first, second];
  const current = standingOf(state)?.rows.find((row) => state.history.graph.has(row));
  const other = first ?? current;
  if (selected === undefined || other === undefined || other === selected) return undefined;
  return [other, selected];
}

/** Asks what is to be left of the history. */
function askFilter({store}: Context): void {
  const state = store.state();
  const selected = selectedRevision(state);
  const {search} = state.explore;
  const items = [
    {label: 'everything', value: 'all'},
    {label: 'fold merge points that change nothing', value: 'noMerges'},
    ...(standingOf(state) === undefined ? [] : [{label: 'what is pending', value: 'pending'}]),
    ...(selected === undefined
      ? []
      : [{label: `the line of ${shortId(state.history, selected)}`, value: 'line'}]),
    ...(search === undefined || search.matches.length === 0
      ? []
      : [{label: `what ${search.text} found`, value: 'found'}]),
  ];
  store.dispatch({
    kind: 'screenOpened',
    screen: {kind: 'choice', purpose: 'filter', title: 'Show', lines: [], items},
  });
}

/** What was chosen to be left of the history. */
export function takeFilter(context: Context, value: string): void {
  if (value === 'noMerges') {
    void foldMerges(context).catch((error: unknown) => complain(context, error));
    return;
  }
  const filter = filterOf(context.store.state(), value);
  if (filter !== undefined) context.store.dispatch({kind: 'filterChosen', filter});
}

function filterOf(state: State, value: string): Filter | undefined {
  const selected = selectedRevision(state);
  const {search} = state.explore;
  if (value === 'all' || value === 'pending') return {kind: value};
  if (value === 'line' && selected !== undefined) return {kind: 'line', of: selected};
  if (value === 'found' && search !== undefined) return {kind: 'found', found: search.found};
  return undefined;
}

/** Which merge points change nothing is known once their files were read. */
async function foldMerges(context: Context): Promise<void> {
  const {store} = context;
  const index = await readIndex(context);
  if (index === undefined) return;
  const empty = emptyMerges(store.state().history, index);
  if (empty.size === 0) notice(context, 'no merge point changes nothing');
  store.dispatch({kind: 'filterChosen', filter: {kind: 'noMerges', empty}});
}
