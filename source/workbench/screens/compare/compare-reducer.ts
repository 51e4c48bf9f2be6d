import type {RevisionId} from '../../../graph/revision.ts';
import type {Comparison} from '../../ports.ts';
import type {Handlers} from '../../store/events.ts';
import type {Loadable, State} from '../../store/state.ts';
import {computeLayout} from '../../layout.ts';
import {scrollText, type ListSize, type Motion} from '../../widgets/window.ts';
import {inside} from '../split-layout.ts';
import {compareLines} from './compare-lines.ts';
import {compareTabs, type CompareScreen} from './compare-state.ts';

/** What happens while two revisions are compared. */
export type CompareEvent =
  | {
      readonly kind: 'compared';
      readonly from: RevisionId;
      readonly to: RevisionId;
      readonly found: Loadable<Comparison>;
    }
  | {readonly kind: 'compareTurned'}
  /** The other way round; what leads there is not known yet. */
  | {readonly kind: 'compareSwapped'};

/** What a comparison makes of its events. */
export const compareHandlers: Handlers<CompareEvent> = {
  compared: (state, {from, to, found}) =>
    onCompare(state, (screen) =>
      screen.from === from && screen.to === to ? {...screen, found, top: 0} : screen,
    ),
  compareTurned: (state) =>
    onCompare(state, (screen) => {
      const next = compareTabs[(compareTabs.indexOf(screen.tab) + 1) % compareTabs.length];
      return {...screen, tab: next ?? screen.tab, top: 0};
    }),
  compareSwapped: (state) =>
    onCompare(state, ({from, to, ...screen}) => ({
      ...screen,
      from: to,
      to: from,
      found: {kind: 'loading'},
      top: 0,
    })),
};

/** The frame of a comparison: all between the first line and the last. */
export function compareArea({size}: State) {
  const layout = computeLayout(size.columns, size.rows);
  return layout.kind === 'tooSmall' ? {width: 0, height: 0} : layout.body;
}

/** A motion in the text of a comparison. */
export function moveInCompare(state: State, motion: Motion): State {
  const room = inside(compareArea(state));
  return onCompare(state, (screen) => {
    const count = compareLines(state.history, screen, room.width).length;
    const size: ListSize = {count, height: room.height};
    return {...screen, top: scrollText(screen.top, motion, size)};
  });
}

/** The comparison on the screen. */
export function compareOnScreen(state: State): CompareScreen | undefined {
  return state.screens.findLast((screen) => screen.kind === 'compare');
}

function onCompare(state: State, change: (screen: CompareScreen) => CompareScreen): State {
  const screens = state.screens.map((screen) =>
    screen.kind === 'compare' ? change(screen) : screen,
  );
  return {...state, screens};
}
