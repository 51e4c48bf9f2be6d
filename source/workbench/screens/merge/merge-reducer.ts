import type {MergeSides} from '../../../commands/merge-sides.ts';
import type {RevisionDraft} from '../../../commands/draft-revision.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import {admit} from '../../dialogs/arming.ts';
import type {KeyPress} from '../../keys/key-press.ts';
import type {Handlers} from '../../store/events.ts';
import type {Loadable, State} from '../../store/state.ts';
import {moveList, scrollBy, type Motion} from '../../widgets/window.ts';
import type {HistoryView} from '../explore/history-view.ts';
import {besideText} from './side-lines.ts';
import {mergeRooms} from './merge-layout.ts';
import type {MergeScreen} from './merge-state.ts';

/** What happens while heads are being joined. */
export type MergeEvent =
  | {readonly kind: 'mergeToggled'; readonly revision: RevisionId}
  | {readonly kind: 'mergeMessaged'; readonly message: string}
  | {
      readonly kind: 'mergeDrafted';
      readonly draft: RevisionDraft | undefined;
      readonly preview: HistoryView | undefined;
      readonly complaint: string | undefined;
    }
  | {readonly kind: 'mergeCompared'; readonly sides: Loadable<MergeSides>}
  | {readonly kind: 'mergePressed'; readonly press: KeyPress}
  | {readonly kind: 'mergeScrolled'; readonly by: number};

/** What joining heads makes of its events. */
export const mergeHandlers: Handlers<MergeEvent> = {
  mergeToggled: (state, {revision}) =>
    onMerge(state, (merge) => ({
      ...merge,
      chosen: merge.chosen.includes(revision)
        ? merge.chosen.filter((one) => one !== revision)
        : [...merge.chosen, revision],
    })),
  mergeMessaged: (state, {message}) => onMerge(state, (merge) => ({...merge, message})),
  mergeDrafted: (state, {draft, preview, complaint}) =>
    onMerge(state, (merge) => ({...merge, draft, preview, complaint})),
  mergeCompared: (state, {sides}) => onMerge(state, (merge) => ({...merge, sides})),
  mergePressed: (state, {press}) =>
    onMerge(state, (merge) => ({...merge, arming: admit(merge.arming, press).arming})),
  mergeScrolled: (state, {by}) =>
    onMerge(state, (merge) => {
      const {width, height} = mergeRooms(state).file;
      const count = besideText(state, merge, width).length;
      return {...merge, top: scrollBy(merge.top, by, {count, height})};
    }),
};

/** A motion among the heads. */
export function moveInMerge(state: State, motion: Motion): State {
  return onMerge(state, (merge) => {
    const size = {count: merge.heads.length, height: mergeRooms(state).heads.height};
    return {...merge, list: moveList(merge.list, motion, size)};
  });
}

/** The merge on the screen, though something may lie over it. */
export function mergeOnScreen(state: State): MergeScreen | undefined {
  return state.screens.findLast((screen) => screen.kind === 'merge');
}

function onMerge(state: State, change: (merge: MergeScreen) => MergeScreen): State {
  const merge = mergeOnScreen(state);
  if (merge === undefined) return state;
  const changed = change(merge);
  return {...state, screens: state.screens.map((screen) => (screen === merge ? changed : screen))};
}
