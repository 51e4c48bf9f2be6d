import {asAthanorError} from '../../errors.ts';
import type {RevisionId} from '../../graph/revision.ts';
import {textField} from '../dialogs/text-field.ts';
import type {ActionName} from '../keys/bindings.ts';
import {selectedRevision} from '../screens/explore/selection.ts';
import {listTop} from '../widgets/window.ts';
import type {Act, Context} from './context.ts';
import {notice, tellWritten} from './notices.ts';
import {openPlan} from './planning.ts';
import {readAgain} from './reading.ts';

/** What is needed now and then, and has its place in the palette. */
export const moreActs = {
  journal: async ({store, bench}) => {
    store.dispatch({
      kind: 'screenOpened',
      screen: {kind: 'journal', entries: {kind: 'loading'}, list: listTop},
    });
    try {
      const {log: value} = await bench.journal();
      store.dispatch({kind: 'journalRead', entries: {kind: 'ready', value}});
    } catch (error) {
      const {message, hint} = asAthanorError(error);
      store.dispatch({kind: 'journalRead', entries: {kind: 'failed', message, hint}});
    }
  },
  upAll: (context) => openPlan(context, {direction: 'upgrade', target: 'heads'}),
  downAll: (context) => openPlan(context, {direction: 'downgrade', target: 'base'}),
  stamp: async (context) => {
    const revision = selectedRevision(context.store.state());
    if (revision === undefined) return;
    await openPlan(context, {direction: 'stamp', targets: [revision]});
  },
  newRevision: ({store}) =>
    store.dispatch({
      kind: 'screenOpened',
      screen: {
        kind: 'prompt',
        purpose: 'newMessage',
        title: 'Message of the new, empty revision',
        field: textField(),
      },
    }),
} as const satisfies Partial<Record<ActionName, Act>>;

/** The message of an empty revision was written; with several heads, the person says on top of which. */
export function takeNewMessage(context: Context, message: string): void {
  const {store, work} = context;
  const {heads, graph} = store.state().history;
  if (message === '') return notice(context, 'a revision wants a message', 'warning');
  work.message = message;
  if (heads.length < 2) {
    void writeNew(context, heads[0]);
    return;
  }
  store.dispatch({
    kind: 'screenOpened',
    screen: {
      kind: 'choice',
      purpose: 'newParent',
      title: 'On top of which head?',
      lines: [],
      items: heads.map((head) => ({label: `${head} ${graph.get(head).message}`, value: head})),
    },
  });
}

/** Writes an empty revision on top of a head, and selects it. */
export async function writeNew(context: Context, parent: RevisionId | undefined): Promise<void> {
  const {store, bench, clock, work, newId} = context;
  const {message} = work;
  work.message = undefined;
  try {
    const heads = parent === undefined ? undefined : [parent];
    const draft = bench.draft({message, heads, id: newId(), created: clock.date()});
    await bench.write(draft);
    await readAgain(context);
    store.dispatch({kind: 'wentTo', revision: draft.revision});
    tellWritten(context, draft);
  } catch (error) {
    notice(context, asAthanorError(error).message, 'danger');
  }
}
