import type {Search} from './explore-state.ts';
import type {HistoryView} from './history-view.ts';

/** What a search finds: revisions of which the id, message, a label or the file's name has every word of it. */
export function matching({order, graph, script}: HistoryView, text: string): Search {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches: number[] = [];
  order.forEach((id, row) => {
    const {message} = graph.get(id);
    const file = script(id).path.replace(/^.*[\\/]/, '');
    const all = [id, message, file, ...graph.labels(id)].join('\n').toLowerCase();
    if (words.every((word) => all.includes(word))) matches.push(row);
  });
  const found = new Set(matches.flatMap((row) => order[row] ?? []));
  return {text, matches, found};
}
