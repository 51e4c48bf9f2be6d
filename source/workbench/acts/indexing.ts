import {setImmediate as turn} from 'node:timers/promises';
import type {RevisionId} from '../../graph/revision.ts';
import type {Index} from '../screens/explore/explore-state.ts';
import type {Context} from './context.ts';
import {notice} from './notices.ts';

/** Milliseconds of reading after which keys come first. */
const slice = 8;

/** Under so many revisions it is not worth telling that they are being read. */
const many = 500;

/**
 * What every revision does and who brought it, read once for the files as they are, while keys go on being taken.
 * A file that cannot be loaded is found by its header alone.
 */
export async function readIndex(context: Context): Promise<Index | undefined> {
  const {store, work} = context;
  const {explore, history} = store.state();
  if (explore.index !== undefined) return explore.index;
  if (work.indexed?.all !== history.all) {
    work.indexed = {all: history.all, index: build(context, history.all)};
  }
  const index = await work.indexed.index;
  const now = store.state();
  if (now.history.all !== history.all) return undefined;
  if (now.explore.index === undefined) store.dispatch({kind: 'indexRead', index});
  return index;
}

async function build(context: Context, all: readonly RevisionId[]): Promise<Index> {
  const {bench, clock} = context;
  if (all.length > many)
    notice(context, 'reading what the revisions do; the rest is found already');
  const authors = bench.authors().catch(() => new Map<RevisionId, string>());
  const does = new Map<RevisionId, string>();
  let since = clock.now();
  for (const id of all) {
    const text = await bench.searchText(id).catch(() => undefined);
    if (text !== undefined) does.set(id, text);
    if (clock.now() - since < slice) continue;
    await turn();
    since = clock.now();
  }
  return {does, authors: await authors};
}
