import type {RevisionId} from '../../graph/revision.ts';
import type {ActionName} from '../keys/bindings.ts';
import {textField} from '../dialogs/text-field.ts';
import type {PaneName} from '../layout.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {standingOf} from '../screens/explore/standing.ts';
import {topScreen} from '../store/state.ts';
import {listTop, type Motion} from '../widgets/window.ts';
import type {Act, Context} from './context.ts';
import {readIndex} from './indexing.ts';
import {readAgain} from './reading.ts';

const move =
  (motion: Motion): Act =>
  ({store}) =>
    store.dispatch({kind: 'moved', motion});

const focus =
  (pane: PaneName): Act =>
  ({store}) =>
    store.dispatch({kind: 'paneFocused', pane});

const turnPane =
  (by: 1 | -1): Act =>
  ({store}) =>
    store.dispatch({kind: 'paneTurned', by});

const turnTab =
  (by: 1 | -1): Act =>
  ({store}) =>
    store.dispatch({kind: 'tabTurned', by});

/** What is scrolled beside the list of a screen. */
const scrolled: Readonly<Record<string, 'planScrolled' | 'mergeScrolled' | 'reviewScrolled'>> = {
  plan: 'planScrolled',
  merge: 'mergeScrolled',
  review: 'reviewScrolled',
};

const scroll =
  (by: number): Act =>
  ({store}) => {
    const kind = scrolled[topScreen(store.state())?.kind ?? 'explore'] ?? 'detailScrolled';
    store.dispatch({kind, by});
  };

const walk =
  (key: 'parent' | 'child'): Act =>
  (context) =>
    walkTo(context, key);

/** Moving about on the first screen. */
export const exploreActs = {
  down: move('down'),
  up: move('up'),
  halfDown: move('halfDown'),
  halfUp: move('halfUp'),
  first: move('first'),
  last: move('last'),
  nextPane: turnPane(1),
  previousPane: turnPane(-1),
  focusDetail: focus('detail'),
  focusHistory: focus('history'),
  focusHeads: focus('heads'),
  focusLog: focus('log'),
  nextTab: turnTab(1),
  previousTab: turnTab(-1),
  scrollDown: scroll(3),
  scrollUp: scroll(-3),
  open: openSelected,
  leave: goBack,
  search: (context) => {
    const {store} = context;
    const field = textField(store.state().explore.search?.text);
    store.dispatch({
      kind: 'screenOpened',
      screen: {kind: 'prompt', purpose: 'search', title: 'search', field},
    });
    return readIndex(context).then(() => undefined);
  },
  nextMatch: (context) => goToMatch(context, 1),
  previousMatch: (context) => goToMatch(context, -1),
  goToCurrent: ({store}) => {
    const {history, explore, ...state} = store.state();
    const rows = standingOf(state)?.rows.filter((row) => history.graph.has(row)) ?? [];
    const at = rows.indexOf(history.order[explore.history.cursor] ?? '');
    const revision = rows[(at + 1) % Math.max(1, rows.length)];
    if (revision !== undefined) store.dispatch({kind: 'wentTo', revision});
  },
  goToParent: walk('parent'),
  goToChild: walk('child'),
  menu: (context) => openPalette(context, true),
  palette: (context) => openPalette(context, false),
  reload: (context) => readAgain(context),
  quit: ({stage}) => stage.leave(0),
} as const satisfies Partial<Record<ActionName, Act>>;

function openSelected({store}: Context): void {
  const state = store.state();
  const revision = selectedRevision(state);
  if (state.explore.focus === 'heads' && revision !== undefined) {
    store.dispatch({kind: 'paneFocused', pane: 'history'});
    store.dispatch({kind: 'wentTo', revision});
  } else {
    store.dispatch({kind: 'paneFocused', pane: 'detail'});
  }
}

function goBack({store}: Context): void {
  const {focus: pane, search} = store.state().explore;
  if (pane !== 'history') store.dispatch({kind: 'paneFocused', pane: 'history'});
  else if (search !== undefined) store.dispatch({kind: 'searched', text: undefined});
}

function goToMatch({store}: Context, by: 1 | -1): void {
  const {explore, history} = store.state();
  const matches = explore.search?.matches ?? [];
  const {cursor} = explore.history;
  const next =
    by > 0
      ? (matches.find((row) => row > cursor) ?? matches[0])
      : (matches.findLast((row) => row < cursor) ?? matches.at(-1));
  const revision = next === undefined ? undefined : history.order[next];
  if (revision !== undefined) store.dispatch({kind: 'wentTo', revision});
}

/**
 * Goes along an edge. Where a revision has several, coming back to it and going again takes the next one;
 * and the way back leads to where one came from.
 */
function walkTo({store}: Context, key: 'parent' | 'child'): void {
  const state = store.state();
  const from = selectedRevision(state);
  if (from === undefined) return;
  const {graph} = state.history;
  const others =
    key === 'parent' ? graph.parents(from) : [...graph.children(from), ...graph.dependents(from)];
  const {walk: before} = state.explore;
  if (before && before.key !== key && others.includes(before.from)) {
    store.dispatch({kind: 'wentTo', revision: before.from, walk: before});
    return;
  }
  const turn = before?.from === from && before.key === key ? before.turn + 1 : 0;
  const revision: RevisionId | undefined = others[turn % Math.max(1, others.length)];
  if (revision !== undefined) store.dispatch({kind: 'wentTo', revision, walk: {from, key, turn}});
}

function openPalette({store}: Context, onlyItem: boolean): void {
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'palette',
      scopes: ['root', 'travel', 'panes', 'scroll', 'everywhere', 'terminal'],
      onlyItem,
      field: textField(),
      list: listTop,
    },
  });
}
