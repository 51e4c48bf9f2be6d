import type {RevisionId} from '../../../graph/revision.ts';
import type {Index, Search} from './explore-state.ts';
import type {HistoryView} from './history-view.ts';

/**
 * What a search finds: revisions of which the id, message, a label, the file's name, and once they are known the
 * author and what it does to tables, have every word of it.
 */
export function matching(history: HistoryView, index: Index | undefined, text: string): Search {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const texts = textsOf(history, index);
  const matches: number[] = [];
  history.order.forEach((id, row) => {
    const all = texts.get(id) ?? '';
    if (words.every((word) => all.includes(word))) matches.push(row);
  });
  const found = new Set(matches.flatMap((row) => history.order[row] ?? []));
  return {text, matches, found};
}

/** What each revision is searched in; made once for what was read, not with each letter. */
const known = new WeakMap<
  HistoryView['all'],
  {readonly index: Index | undefined; readonly texts: ReadonlyMap<RevisionId, string>}
>();

function textsOf(
  {all, graph, script}: HistoryView,
  index: Index | undefined,
): ReadonlyMap<RevisionId, string> {
  const before = known.get(all);
  if (before?.index === index && before !== undefined) return before.texts;
  const texts = new Map(
    all.map((id) => {
      const file = script(id).path.replace(/^.*[\\/]/, '');
      const told = [index?.authors.get(id) ?? '', index?.does.get(id) ?? ''];
      const lines = [id, graph.get(id).message, file, ...graph.labels(id), ...told];
      return [id, lines.join('\n').toLowerCase()] as const;
    }),
  );
  known.set(all, {index, texts});
  return texts;
}
