import {without, type Generated} from '../../commands/autogenerate.ts';
import type {RevisionDraft} from '../../commands/draft-revision.ts';
import {asAthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {textField} from '../dialogs/text-field.ts';
import type {ActionName} from '../keys/bindings.ts';
import {keyFor} from '../keys/key-words.ts';
import {layOutHistory} from '../screens/explore/history-view.ts';
import {reviewOnScreen, type ReviewScreen} from '../screens/review/review-state.ts';
import {noDiff} from '../text/diff/compare-texts.ts';
import {wholeUnified} from '../text/diff/diff-view.ts';
import {listTop} from '../widgets/window.ts';
import type {Act, Context} from './context.ts';
import {complain, log, notice, tellWritten} from './notices.ts';
import {openFailure} from './planning.ts';
import {askQuestions} from './question-acts.ts';
import {readAgain} from './reading.ts';

/** From the entities to a revision: looked at, taken or left piece by piece, edited, and only then written. */
export const reviewActs = {
  autogenerate: (context) => compare(context),
  toggleChange: (context) => toggle(context),
  toggleAll: (context) => toggleAll(context),
  askDraftMessage: ({store}) => {
    const review = reviewOnScreen(store.state());
    store.dispatch({
      kind: 'screenOpened',
      screen: {
        kind: 'prompt',
        purpose: 'draftMessage',
        title: 'Message of the revision',
        field: textField(review?.message),
      },
    });
  },
  editDraft: (context) => edit(context),
  writeDraft: (context) => write(context),
  nextHunk: ({store}) => store.dispatch({kind: 'hunkTurned', by: 1}),
  previousHunk: ({store}) => store.dispatch({kind: 'hunkTurned', by: -1}),
  turnSides: ({store}) => store.dispatch({kind: 'sidesTurned'}),
  foldHunk: ({store}) => store.dispatch({kind: 'hunkFolded', which: 'this'}),
  foldAll: ({store}) => store.dispatch({kind: 'hunkFolded', which: 'all'}),
} as const satisfies Partial<Record<ActionName, Act>>;

async function compare(context: Context): Promise<void> {
  const {store, bench, work} = context;
  if (work.planning) return notice(context, 'something is being made already', 'warning');
  work.planning = true;
  const {screens} = store.state();
  const isElsewhere = (): boolean => store.state().screens !== screens;
  notice(context, 'comparing the entities with the revisions');
  try {
    // The revisions as well as the entities may have changed since they were read.
    store.dispatch({kind: 'filesRead', history: layOutHistory(await bench.reload())});
    const generated = await bench.autogenerate();
    store.dispatch({kind: 'noticed', toast: undefined});
    if (isElsewhere()) {
      notice(context, 'the comparison was put aside: ask for it again', 'warning');
    } else if (generated.items.length === 0) {
      for (const {text} of generated.hints) log(context, text, 'dim');
      notice(context, 'the entities and the revisions say the same: nothing to write');
    } else {
      askQuestions(context, generated, begin);
    }
  } catch (error) {
    if (isElsewhere()) complain(context, error);
    else openFailure(context, 'No comparison', asAthanorError(error));
  } finally {
    work.planning = false;
  }
}

/** With several heads, the person says on top of which. */
function begin(context: Context, generated: Generated): void {
  const {store, work} = context;
  const {heads, graph} = store.state().history;
  if (heads.length < 2) {
    openReview(context, generated, heads[0]);
    return;
  }
  work.generated = generated;
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'choice',
      purpose: 'draftParent',
      title: 'On top of which head?',
      lines: [],
      items: heads.map((head) => ({label: `${head} ${graph.get(head).message}`, value: head})),
    },
  });
}

/** The head was chosen on top of which the revision is written. */
export function takeParent(context: Context, parent: RevisionId): void {
  const {generated} = context.work;
  context.work.generated = undefined;
  if (generated !== undefined) openReview(context, generated, parent);
}

function openReview(context: Context, generated: Generated, parent: RevisionId | undefined): void {
  const left = new Set(generated.items.filter(({destructive}) => destructive).map(({id}) => id));
  context.store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'review',
      generated,
      left,
      taken: new Set(),
      list: listTop,
      parent,
      message: '',
      draft: undefined,
      diff: noDiff,
      shown: wholeUnified,
      complaint: undefined,
      edited: undefined,
      top: 0,
    },
  });
  redraft(context, left, undefined);
}

function toggle(context: Context): void {
  const review = reviewOnScreen(context.store.state());
  const item = review?.generated.items[review.list.cursor];
  if (review === undefined || item === undefined) return;
  const left = new Set(review.left);
  if (review.taken.has(item.id)) left.add(item.id);
  else for (const id of neededBy(review.generated, item.id)) left.delete(id);
  redraft(context, left, ownMessage(review));
}

/** All but what takes data away; everything once those are in; then nothing. */
function toggleAll(context: Context): void {
  const review = reviewOnScreen(context.store.state());
  if (review === undefined) return;
  const {items} = review.generated;
  const isFull = review.taken.size === items.length;
  const left = isFull ? new Set(items.map(({id}) => id)) : new Set<string>();
  redraft(context, left, ownMessage(review));
}

/** The person wrote another message. */
export function takeDraftMessage(context: Context, message: string): void {
  const review = reviewOnScreen(context.store.state());
  if (review !== undefined && message !== '') redraft(context, review.left, message);
}

/** A change, and all that it cannot be without. */
function neededBy({items}: Generated, id: string): ReadonlySet<string> {
  const needs = new Map(items.map((item) => [item.id, item.needs]));
  const found = new Set<string>();
  const unseen = [id];
  for (let next = unseen.pop(); next !== undefined; next = unseen.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    unseen.push(...(needs.get(next) ?? []));
  }
  return found;
}

/** The message, if the person wrote one; a usual one follows the choice. */
function ownMessage({generated, taken, message}: ReviewScreen): string | undefined {
  return message === usualMessage(generated, taken) ? undefined : message;
}

function usualMessage({items}: Generated, taken: ReadonlySet<string>): string {
  const [first, ...others] = items.filter(({id}) => taken.has(id));
  if (first === undefined) return 'nothing';
  return others.length === 0 ? first.line : `${first.line} and ${others.length} more`;
}

function redraft(
  {store, bench, clock, newId}: Context,
  left: ReadonlySet<string>,
  written: string | undefined,
): void {
  const review = reviewOnScreen(store.state());
  if (review === undefined) return;
  const {generated, parent, draft: before} = review;
  const rest = without(generated, left);
  const taken = new Set(rest.items.map(({id}) => id));
  const message = written ?? usualMessage(generated, taken);
  const put = (draft: RevisionDraft | undefined, complaint: string | undefined): void =>
    store.dispatch({kind: 'reviewDrafted', left, taken, message, draft, complaint});
  if (taken.size === 0) return put(undefined, 'no change is taken: there is nothing to write');
  try {
    const input = {
      message,
      heads: parent === undefined ? undefined : [parent],
      // The same revision whatever else changes, so that what is seen is what is written.
      id: before?.revision ?? newId(),
      created: clock.date(),
    };
    put(bench.draft(input, rest), undefined);
  } catch (error) {
    put(undefined, asAthanorError(error).message);
  }
}

async function edit(context: Context): Promise<void> {
  const {store, bench, stage, editor} = context;
  const review = reviewOnScreen(store.state());
  if (review?.draft === undefined) return;
  const text = review.edited?.text ?? review.draft.text;
  const command = editor();
  const edited = await bench.editDraft({...review.draft, text}, (file) =>
    stage.edit(file, command),
  );
  if (edited.text === review.draft.text && review.edited === undefined) {
    notice(context, 'nothing was changed');
    return;
  }
  store.dispatch({kind: 'reviewEdited', edited});
  if (edited.result.kind === 'bad')
    notice(
      context,
      `the text is kept: ${keyFor(store.state().keys, 'editDraft')} goes on editing`,
      'danger',
    );
}

async function write(context: Context): Promise<void> {
  const {store, bench} = context;
  const review = reviewOnScreen(store.state());
  if (review?.draft === undefined) return;
  const {draft, edited} = review;
  const isGood = edited?.result.kind === 'good';
  const revision = isGood ? edited.result.checked.revision : draft.revision;
  await bench.write({...draft, text: edited?.text ?? draft.text});
  store.dispatch({kind: 'screenClosed'});
  await readAgain(context);
  store.dispatch({kind: 'wentTo', revision});
  tellWritten(context, draft);
}
