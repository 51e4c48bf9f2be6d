import type {Loss} from '../../../analysis/losses.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import {computeLayout, paneRoom, type Layout, type PaneName} from '../../layout.ts';
import type {Handlers} from '../../store/events.ts';
import type {Loadable, State} from '../../store/state.ts';
import type {Line} from '../../text/spans.ts';
import {
  moveList,
  moveTo,
  scrollBy,
  scrollText,
  type ListSize,
  type Motion,
} from '../../widgets/window.ts';
import {detailHeadRows, detailText} from './detail-text.ts';
import {
  detailTabs,
  exploreStart,
  type ExploreState,
  type Filter,
  type Index,
} from './explore-state.ts';
import {filtered} from './filter.ts';
import type {Going} from './going.ts';
import type {HistoryView} from './history-view.ts';
import {matching} from './search.ts';
import {standingOf} from './standing.ts';

/** What happens on the first screen. */
export type ExploreEvent =
  | {readonly kind: 'filesRead'; readonly history: HistoryView}
  | {readonly kind: 'paneFocused'; readonly pane: PaneName}
  | {readonly kind: 'paneTurned'; readonly by: 1 | -1}
  | {readonly kind: 'tabTurned'; readonly by: 1 | -1}
  | {readonly kind: 'detailScrolled'; readonly by: number}
  /** The cursor of the history goes to a revision. */
  | {readonly kind: 'wentTo'; readonly revision: RevisionId; readonly walk?: ExploreState['walk']}
  /** Back to where one was before the last jump. */
  | {readonly kind: 'wentBack'}
  | {readonly kind: 'markToggled'; readonly revision: RevisionId}
  | {readonly kind: 'filterChosen'; readonly filter: Filter}
  | {readonly kind: 'indexRead'; readonly index: Index}
  | {readonly kind: 'searched'; readonly text: string | undefined}
  | {readonly kind: 'textChanged'; readonly key: string; readonly text: Loadable<readonly Line[]>}
  | {readonly kind: 'goingCounted'; readonly revision: RevisionId; readonly going: Going}
  | {
      readonly kind: 'lossesMeasured';
      readonly revision: RevisionId;
      readonly losses: readonly Loss[];
    };

/** How many texts of the detail pane are kept. */
const kept = 200;

const paneOrder: readonly PaneName[] = ['history', 'heads', 'log', 'detail'];

/** What the first screen makes of its events. */
export const exploreHandlers: Handlers<ExploreEvent> = {
  filesRead: (state, {history}) => filesRead(state, history),
  paneFocused: (state, {pane}) => explore(state, {focus: pane}),
  paneTurned: (state, {by}) => {
    const at = paneOrder.indexOf(state.explore.focus);
    const pane = paneOrder[(at + by + paneOrder.length) % paneOrder.length] ?? 'history';
    return explore(state, {focus: pane});
  },
  tabTurned: (state, {by}) => turnTab(state, by),
  detailScrolled: (state, {by}) => {
    const {detail} = state.explore;
    return explore(state, {detail: {...detail, top: scrollBy(detail.top, by, detailSize(state))}});
  },
  wentTo: (state, {revision, walk}) => goTo(leavingTrail(state), revision, walk),
  wentBack: (state) => {
    const {trail} = state.explore;
    const revision = trail.at(-1);
    return revision === undefined
      ? state
      : explore(goTo(state, revision), {trail: trail.slice(0, -1)});
  },
  markToggled: (state, {revision}) => {
    const {marks} = state.explore;
    const others = marks.filter((id) => id !== revision);
    return explore(state, {
      marks: others.length < marks.length ? others : [...marks.slice(-1), revision],
    });
  },
  filterChosen: (state, {filter}) => refilter(explore(state, {filter})),
  indexRead: (state, {index}) => {
    const {search: sought} = state.explore;
    return explore(state, {
      index,
      search: sought && matching(state.history, index, sought.text),
    });
  },
  searched: (state, {text}) => search(state, text),
  textChanged: (state, {key, text}) => {
    const texts = new Map(state.explore.texts);
    if (texts.size >= kept && !texts.has(key)) texts.delete(texts.keys().next().value ?? '');
    return explore(state, {texts: texts.set(key, text)});
  },
  goingCounted: (state, {revision, going}) =>
    explore(state, {going: new Map(state.explore.going).set(revision, going)}),
  lossesMeasured: (state, {revision, losses}) =>
    explore(state, {losses: new Map(state.explore.losses).set(revision, losses)}),
};

/** A motion in the pane that has the focus. */
export function moveInPane(state: State, motion: Motion): State {
  const {focus, headsTab} = state.explore;
  if (focus === 'detail') {
    const {detail} = state.explore;
    const top = scrollText(detail.top, motion, detailSize(state));
    return explore(state, {detail: {...detail, top}});
  }
  if (focus === 'log') {
    const size = {count: state.log.length, height: roomOf(state, 'log').height};
    const from = Math.max(0, Math.min(state.explore.log.top, size.count - size.height));
    const top = scrollText(state.explore.log.follow ? size.count : from, motion, size);
    return explore(state, {log: {top, follow: top >= size.count - size.height}});
  }
  if (focus === 'history') {
    return unscrolled(state, {
      history: moveList(state.explore.history, motion, historySize(state)),
      walk: undefined,
    });
  }
  const size = headsSize(state);
  return unscrolled(state, {[headsTab]: moveList(state.explore[headsTab], motion, size)});
}

/** The state with its lists in the room that they have now. */
export function refit(state: State): State {
  const {history, heads, branches} = state.explore;
  const room = roomOf(state, 'heads').height;
  return explore(state, {
    history: moveTo(history, history.cursor, historySize(state)),
    heads: moveTo(heads, heads.cursor, {count: state.history.heads.length, height: room}),
    branches: moveTo(branches, branches.cursor, {
      count: state.history.branches.length,
      height: room,
    }),
  });
}

/** The state when the database answered: for the first time, what is selected is where it is. */
export function answered(now: State, before: State['standing']): State {
  const asked = explore(now, {going: exploreStart.going, losses: exploreStart.losses});
  const state = asked.explore.filter.kind === 'all' ? asked : refilter(asked);
  const {explore: shown, history} = state;
  const current = standingOf(state)?.rows.find((row) => history.graph.has(row));
  const isUntouched = shown.history.cursor === 0 && shown.focus === 'history';
  if (before.kind === 'ready' || current === undefined || !isUntouched) return state;
  return goTo(state, current);
}

function explore(state: State, change: Partial<ExploreState>): State {
  return {...state, explore: {...state.explore, ...change}};
}

/** A change of what is selected, whose detail is read from its top. */
function unscrolled(state: State, change: Partial<ExploreState>): State {
  return explore(state, {...change, detail: {...state.explore.detail, top: 0}});
}

/** How many jumps back one can go. */
const trailLength = 100;

function leavingTrail(state: State): State {
  const {trail, history} = state.explore;
  const here = state.history.order[history.cursor];
  return here === undefined ? state : explore(state, {trail: [...trail, here].slice(-trailLength)});
}

/** What the filter hides is shown again when one goes there. */
function goTo(now: State, revision: RevisionId, walk?: ExploreState['walk']): State {
  if (!now.history.graph.has(revision)) return now;
  const isHidden = !now.history.rowOf.has(revision);
  const state = isHidden ? refilter(explore(now, {filter: exploreStart.filter})) : now;
  const row = state.history.rowOf.get(revision);
  if (row === undefined) return state;
  return unscrolled(state, {
    focus: state.explore.focus === 'detail' ? 'detail' : 'history',
    history: moveTo(state.explore.history, row, historySize(state)),
    walk,
  });
}

/** The rows that the filter leaves, and the cursor where it was or at the nearest row below. */
function refilter(state: State): State {
  const {filter, search: sought, index, history: list} = state.explore;
  const history = filtered(state.history, filter, standingOf(state));
  if (history === state.history) return state;
  const before = state.history.order[list.cursor];
  const from = before === undefined ? -1 : history.all.indexOf(before);
  const near = from < 0 ? undefined : history.all.slice(from).find((id) => history.rowOf.has(id));
  const cursor = near === undefined ? history.order.length - 1 : (history.rowOf.get(near) ?? 0);
  const changed = explore(
    {...state, history},
    {search: sought && matching(history, index, sought.text), walk: undefined},
  );
  return unscrolled(changed, {history: moveTo(list, Math.max(0, cursor), historySize(changed))});
}

function filesRead(state: State, history: HistoryView): State {
  const before = state.history.order[state.explore.history.cursor];
  const row =
    before === undefined ? 0 : (history.rowOf.get(before) ?? state.explore.history.cursor);
  const {search: sought} = state.explore;
  const read = explore(
    {...state, history},
    {
      texts: exploreStart.texts,
      going: exploreStart.going,
      losses: exploreStart.losses,
      search: sought && matching(history, undefined, sought.text),
      filter: exploreStart.filter,
      index: undefined,
      marks: state.explore.marks.filter((id) => history.graph.has(id)),
      trail: state.explore.trail.filter((id) => history.graph.has(id)),
      history: {...state.explore.history, cursor: row},
    },
  );
  return refit(read);
}

function search(state: State, text: string | undefined): State {
  if (text === undefined || text.trim() === '') return explore(state, {search: undefined});
  const found = matching(state.history, state.explore.index, text);
  const {cursor} = state.explore.history;
  const row = found.matches.find((match) => match >= cursor) ?? found.matches[0] ?? cursor;
  return unscrolled(state, {
    search: found,
    history: moveTo(state.explore.history, row, historySize(state)),
  });
}

function turnTab(state: State, by: 1 | -1): State {
  const {focus, headsTab, detail} = state.explore;
  if (focus === 'heads') {
    return unscrolled(state, {headsTab: headsTab === 'heads' ? 'branches' : 'heads'});
  }
  const at = detailTabs.indexOf(detail.tab);
  const tab = detailTabs[(at + by + detailTabs.length) % detailTabs.length] ?? detail.tab;
  return explore(state, {detail: {tab, top: 0}});
}

function layoutOf({size}: State): Layout {
  return computeLayout(size.columns, size.rows);
}

function roomOf(state: State, pane: PaneName): {readonly width: number; readonly height: number} {
  return paneRoom(layoutOf(state), pane);
}

function historySize(state: State): ListSize {
  return {count: state.history.order.length, height: roomOf(state, 'history').height};
}

function headsSize(state: State): ListSize {
  const {heads, branches} = state.history;
  const count = state.explore.headsTab === 'heads' ? heads.length : branches.length;
  return {count, height: roomOf(state, 'heads').height};
}

function detailSize(state: State): ListSize {
  const room = roomOf(state, 'detail');
  return {
    count: detailText(state, room.width).length,
    height: Math.max(1, room.height - detailHeadRows),
  };
}
