import type {RevisionDraft} from '../../../commands/draft-revision.ts';
import type {Handlers} from '../../store/events.ts';
import type {State} from '../../store/state.ts';
import {compareTexts, noDiff, type TextDiff} from '../../text/diff/compare-texts.ts';
import {
  diffView,
  folded,
  turned,
  type DiffShown,
  type DiffText,
} from '../../text/diff/diff-view.ts';
import {shownPath} from '../../text/shown-path.ts';
import {moveList, scrollBy, type Motion} from '../../widgets/window.ts';
import {reviewRooms} from './review-layout.ts';
import type {EditedDraft} from '../../ports.ts';
import {reviewOnScreen, type ReviewScreen} from './review-state.ts';

/** What happens while a revision is looked at that was made from the entities. */
export type ReviewEvent =
  | {
      readonly kind: 'reviewDrafted';
      readonly left: ReadonlySet<string>;
      readonly taken: ReadonlySet<string>;
      readonly message: string;
      readonly draft: RevisionDraft | undefined;
      readonly complaint: string | undefined;
    }
  | {readonly kind: 'reviewEdited'; readonly edited: EditedDraft}
  | {readonly kind: 'reviewScrolled'; readonly by: number}
  | {readonly kind: 'hunkTurned'; readonly by: 1 | -1}
  | {readonly kind: 'sidesTurned'}
  | {readonly kind: 'hunkFolded'; readonly which: 'this' | 'all'};

/** What a review makes of its events. */
export const reviewHandlers: Handlers<ReviewEvent> = {
  reviewDrafted: (state, {left, taken, message, draft, complaint}) =>
    onReview(state, (review) => ({
      ...review,
      left,
      taken,
      message,
      draft,
      complaint,
      diff: draft === undefined ? noDiff : newFile(state, draft, draft.text),
    })),
  reviewEdited: (state, {edited}) =>
    onReview(state, (review) => ({
      ...review,
      edited,
      top: 0,
      diff: edits(state, review.draft, edited.text),
    })),
  reviewScrolled: (state, {by}) =>
    onReview(state, (review) => scrolled(review, review.top + by, state)),
  hunkTurned: (state, {by}) =>
    onReview(state, (review) => {
      const next = nextHunk(review, by, state);
      return next === undefined ? review : scrolled(review, next, state);
    }),
  sidesTurned: (state) =>
    onReview(state, (review) => ({...review, shown: turned(review.shown), top: 0})),
  hunkFolded: (state, {which}) =>
    onReview(state, (review) => {
      const text = diffText(review, reviewRooms(state).diff.width);
      const at = which === 'all' ? which : {at: review.top};
      return scrolled({...review, shown: folded(review.shown, text, at)}, review.top, state);
    }),
};

/** A motion among the changes. */
export function moveInReview(state: State, motion: Motion): State {
  return onReview(state, (review) => {
    const size = {count: review.generated.items.length, height: reviewRooms(state).items.height};
    return {...review, list: moveList(review.list, motion, size)};
  });
}

/** A file that is not there yet, as a diff. */
function newFile({directory}: State, draft: RevisionDraft, text: string): TextDiff {
  const name = shownPath(directory, draft.path);
  return compareTexts({name: '/dev/null', text: ''}, {name, text});
}

/** What the person made of the text that was generated. */
function edits(state: State, draft: RevisionDraft | undefined, text: string): TextDiff {
  if (draft === undefined) return noDiff;
  const name = shownPath(state.directory, draft.path);
  return text === draft.text
    ? newFile(state, draft, text)
    : compareTexts({name: `${name}, as generated`, text: draft.text}, {name, text});
}

const texts = new WeakMap<
  TextDiff,
  {readonly shown: DiffShown; readonly columns: number; readonly text: DiffText}
>();

/** The diff as it is shown, no line wider than there is room. */
export function diffText({diff, shown}: ReviewScreen, columns: number): DiffText {
  const known = texts.get(diff);
  if (known?.shown === shown && known.columns === columns) return known.text;
  const text = diffView(diff, shown, Math.max(20, columns - 2));
  texts.set(diff, {shown, columns, text});
  return text;
}

function nextHunk(review: ReviewScreen, by: 1 | -1, state: State): number | undefined {
  const {hunkStarts} = diffText(review, reviewRooms(state).diff.width);
  return by > 0
    ? hunkStarts.find((at) => at > review.top)
    : hunkStarts.findLast((at) => at < review.top);
}

function scrolled(review: ReviewScreen, top: number, state: State): ReviewScreen {
  const {width, height} = reviewRooms(state).diff;
  return {...review, top: scrollBy(0, top, {count: diffText(review, width).lines.length, height})};
}

function onReview(state: State, change: (review: ReviewScreen) => ReviewScreen): State {
  const review = reviewOnScreen(state);
  if (review === undefined) return state;
  const changed = change(review);
  return {...state, screens: state.screens.map((one) => (one === review ? changed : one))};
}
