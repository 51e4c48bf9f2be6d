import type {RevisionId} from '../../../graph/revision.ts';
import type {Standing} from '../../../commands/standing.ts';
import type {Filter, Index} from './explore-state.ts';
import {showAll, showOnly, type HistoryView} from './history-view.ts';

/** The history with the rows that a filter leaves, where the database stands there. */
export function filtered(
  history: HistoryView,
  filter: Filter,
  standing: Standing | undefined,
): HistoryView {
  switch (filter.kind) {
    case 'all':
      return showAll(history);
    case 'noMerges': {
      const rows = new Set(standing?.rows);
      return showOnly(history, (id) => !filter.empty.has(id) || rows.has(id));
    }
    case 'pending':
      return standing === undefined
        ? showAll(history)
        : showOnly(history, (id) => !standing.applied.has(id));
    case 'line': {
      const {graph} = history;
      const line = graph.ancestors([filter.of]).union(graph.descendants([filter.of]));
      return showOnly(history, (id) => line.has(id));
    }
    case 'found':
      return showOnly(history, (id) => filter.found.has(id));
  }
}

/** The merge points that change nothing but join lines. */
export function emptyMerges({all, graph}: HistoryView, {does}: Index): ReadonlySet<RevisionId> {
  return new Set(
    all.filter((id) => graph.isMergePoint(id) && !graph.isHead(id) && does.get(id) === ''),
  );
}

/** A filter as the title of the history says it; empty for none. */
export function filterText(filter: Filter): string {
  if (filter.kind === 'line') return `line of ${filter.of}`;
  return {all: '', noMerges: 'empty merges folded', pending: 'pending', found: 'found'}[
    filter.kind
  ];
}
