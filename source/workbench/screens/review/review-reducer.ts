import type {RevisionDraft} from '../../../commands/draft-revision.ts';
import type {Handlers} from '../../store/events.ts';
import type {State} from '../../store/state.ts';
import {diffLines, type DiffText} from '../../text/diff-lines.ts';
import type {Line} from '../../text/spans.ts';
import {wrapLines} from '../../text/wrap-line.ts';
import {shownPath} from '../../text/shown-path.ts';
import {moveList, scrollBy, type Motion} from '../../widgets/window.ts';
import {reviewRooms} from './review-layout.ts';
import type {EditedDraft} from '../../ports.ts';
import {noDiff, type ReviewScreen} from './review-state.ts';

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
  | {readonly kind: 'hunkTurned'; readonly by: 1 | -1};

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
      diff: newFile(state, review.draft, edited.text),
    })),
  reviewScrolled: (state, {by}) =>
    onReview(state, (review) => scrolled(review, review.top + by, state)),
  hunkTurned: (state, {by}) =>
    onReview(state, (review) => {
      const next = nextHunk(review, by, state);
      return next === undefined ? review : scrolled(review, next, state);
    }),
};

/** A motion among the changes. */
export function moveInReview(state: State, motion: Motion): State {
  return onReview(state, (review) => {
    const size = {count: review.generated.items.length, height: reviewRooms(state).items.height};
    return {...review, list: moveList(review.list, motion, size)};
  });
}

/** The review on the screen, though something may lie over it. */
export function reviewOnScreen(state: State): ReviewScreen | undefined {
  return state.screens.findLast((screen) => screen.kind === 'review');
}

/** A file that is not there yet, as a diff. */
function newFile({directory}: State, draft: RevisionDraft | undefined, text: string): DiffText {
  const path = shownPath(directory, draft?.path ?? '');
  return diffLines({before: {name: '/dev/null', text: ''}, after: {name: path, text}});
}

/** The diff as it is shown, no line wider than there is room. */
export function diffText({diff}: ReviewScreen, columns: number): readonly Line[] {
  return wrapLines(diff.lines, Math.max(20, columns - 2));
}

function nextHunk(review: ReviewScreen, by: 1 | -1, state: State): number | undefined {
  const lines = diffText(review, reviewRooms(state).diff.width);
  const hunks = lines.flatMap((line, at) => (line[0]?.tone === 'hunk' ? [at] : []));
  return by > 0 ? hunks.find((at) => at > review.top) : hunks.findLast((at) => at < review.top);
}

function scrolled(review: ReviewScreen, top: number, state: State): ReviewScreen {
  const {width, height} = reviewRooms(state).diff;
  return {...review, top: scrollBy(0, top, {count: diffText(review, width).length, height})};
}

function onReview(state: State, change: (review: ReviewScreen) => ReviewScreen): State {
  const review = reviewOnScreen(state);
  if (review === undefined) return state;
  const changed = change(review);
  return {...state, screens: state.screens.map((one) => (one === review ? changed : one))};
}
