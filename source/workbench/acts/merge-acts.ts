import {asAthanorError} from '../../errors.ts';
import {RevisionGraph} from '../../graph/revision-graph.ts';
import {admit, armed} from '../dialogs/arming.ts';
import {textField} from '../dialogs/text-field.ts';
import type {ActionName} from '../keys/bindings.ts';
import type {RevisionDraft} from '../../commands/draft-revision.ts';
import {layOutHistory, type HistoryView} from '../screens/explore/history-view.ts';
import {mergeOnScreen} from '../screens/merge/merge-reducer.ts';
import {listTop} from '../widgets/window.ts';
import type {Act, Context} from './context.ts';
import {tellWritten} from './notices.ts';
import {readAgain} from './reading.ts';

/** Joining heads. Nothing is written before the graph was seen as it would be. */
export const mergeActs = {
  merge: (context) => {
    const {store, press, clock} = context;
    const {heads} = store.state().history;
    store.dispatch({
      kind: 'screenOpened',
      screen: {
        kind: 'merge',
        heads,
        chosen: heads,
        list: listTop,
        message: undefined,
        draft: undefined,
        preview: undefined,
        complaint: undefined,
        sides: {kind: 'unasked'},
        top: 0,
        arming: armed(press, clock.now()),
      },
    });
    redraft(context);
    return compare(context);
  },
  toggleHead: (context) => {
    const merge = mergeOnScreen(context.store.state());
    const revision = merge?.heads[merge.list.cursor];
    if (revision === undefined) return undefined;
    context.store.dispatch({kind: 'mergeToggled', revision});
    redraft(context);
    return compare(context);
  },
  askMergeMessage: ({store}) => {
    const draft = mergeOnScreen(store.state())?.draft;
    store.dispatch({
      kind: 'screenOpened',
      screen: {
        kind: 'prompt',
        purpose: 'mergeMessage',
        title: 'Message of the merge',
        field: textField(draft?.message),
      },
    });
  },
  writeMerge: (context) => writeMerge(context),
} as const satisfies Partial<Record<ActionName, Act>>;

/** The person wrote another message. */
export function takeMergeMessage(context: Context, message: string): void {
  context.store.dispatch({kind: 'mergeMessaged', message});
  redraft(context);
}

function redraft({store, bench, clock, newId}: Context): void {
  const merge = mergeOnScreen(store.state());
  if (merge === undefined) return;
  try {
    const draft = bench.draftMerge({
      targets: merge.chosen,
      message: merge.message,
      // The same revision whatever else changes, so that what is seen is what is written.
      id: merge.draft?.revision ?? newId(),
      created: clock.date(),
    });
    const preview = previewOf(store.state().history, draft);
    store.dispatch({kind: 'mergeDrafted', draft, preview, complaint: undefined});
  } catch (error) {
    const {message} = asAthanorError(error);
    store.dispatch({
      kind: 'mergeDrafted',
      draft: undefined,
      preview: undefined,
      complaint: message,
    });
  }
}

/** The history with a revision that is not written yet. */
function previewOf({graph, script}: HistoryView, draft: RevisionDraft): HistoryView {
  const {revision, downRevisions, message, path} = draft;
  const ghost = {id: revision, downRevisions, dependsOn: [], branchLabels: [], message};
  return layOutHistory({
    graph: new RevisionGraph([...graph.revisions, ghost]),
    script: (id) => (id === revision ? {path, created: undefined, description: ''} : script(id)),
  });
}

async function writeMerge(context: Context): Promise<void> {
  const {store, bench, press} = context;
  const merge = mergeOnScreen(store.state());
  if (merge?.draft === undefined || press === undefined) return;
  store.dispatch({kind: 'mergePressed', press});
  if (!admit(merge.arming, press).counts) return;
  const {revision} = merge.draft;
  await bench.write(merge.draft);
  store.dispatch({kind: 'screenClosed'});
  await readAgain(context);
  store.dispatch({kind: 'wentTo', revision});
  tellWritten(context, merge.draft);
}

/** Finds what each of the chosen does, and what more than one of them touches. */
async function compare({store, bench}: Context): Promise<void> {
  const merge = mergeOnScreen(store.state());
  if (merge === undefined || merge.chosen.length < 2) return;
  const {chosen} = merge;
  store.dispatch({kind: 'mergeCompared', sides: {kind: 'loading'}});
  const sides = await bench.mergeSides(chosen).then(
    (value) => ({kind: 'ready', value}) as const,
    (error: unknown) =>
      ({kind: 'failed', message: asAthanorError(error).message, hint: undefined}) as const,
  );
  // The choice may have changed while the files were read.
  if (mergeOnScreen(store.state())?.chosen === chosen)
    store.dispatch({kind: 'mergeCompared', sides});
}
