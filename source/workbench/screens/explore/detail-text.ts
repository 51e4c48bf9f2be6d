import type {RevisionId} from '../../../graph/revision.ts';
import type {State} from '../../store/state.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {wrapLine, wrapLines} from '../../text/wrap-line.ts';
import {textKey} from './explore-state.ts';
import {factsLines} from './facts-lines.ts';
import {goingLine} from './going.ts';
import {shortId} from './history-view.ts';
import {selectedRevision} from './selection.ts';

/** The rows above the text: what the revision is, and what going there would do. */
export const detailHeadRows = 4;

/** The rows above the text of the detail. */
export function detailHead(state: State, revision: RevisionId): readonly Line[] {
  const {graph, script} = state.history;
  const {created} = script(revision);
  const parents = graph.parents(revision);
  const labels = graph.labels(revision);
  const about = [
    parents.length === 0
      ? 'base'
      : `on ${parents.map((id) => shortId(state.history, id)).join(', ')}`,
    labels.length === 0 ? '' : `branch ${labels.join(', ')}`,
    created?.slice(0, 10) ?? '',
  ];
  return [
    [span(visible(graph.get(revision).message), 'strong')],
    [span(visible(about.filter(Boolean).join('  ')), 'dim')],
    goingLine(state, revision),
    [],
  ];
}

/** The text of the tab that is shown. */
export function detailText(state: State, columns: number): readonly Line[] {
  const revision = selectedRevision(state);
  if (revision === undefined) return [];
  const {tab} = state.explore.detail;
  if (tab === 'facts') return factsLines(state, revision, columns);
  const text = state.explore.texts.get(textKey(revision, tab));
  if (text === undefined || text.kind === 'unasked') return [];
  if (text.kind === 'ready') return wrapLines(text.value, columns - 2);
  if (text.kind === 'loading') return [[span('reading', 'dim')]];
  return failure(text.message, text.hint).flatMap((line) => wrapLine(line, columns - 2));
}

function failure(message: string, hint: string | undefined): readonly Line[] {
  const lines = message.split('\n').map((line): Line => [span(visible(line), 'danger')]);
  return hint === undefined ? lines : [...lines, [span(`hint: ${visible(hint)}`, 'dim')]];
}
