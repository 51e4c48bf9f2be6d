import type {RevisionId} from '../../../graph/revision.ts';
import {wrapLine} from '../../text/wrap-line.ts';
import type {State} from '../../store/state.ts';
import {wrapWords} from '../../text/cut.ts';
import {span, type Line} from '../../text/spans.ts';
import {shownPath} from '../../text/shown-path.ts';
import {visible, visibleLines} from '../../text/visible.ts';
import {standingOf} from './standing.ts';
import {statusOf, statusTones} from './status.ts';

const nameColumns = 14;

/** What is known of a revision: its file, and its place among the others. */
export function factsLines(state: State, revision: RevisionId, columns: number): readonly Line[] {
  const {graph, script} = state.history;
  const {path, created, description} = script(revision);
  const status = statusOf(revision, standingOf(state));
  const others = (ids: readonly RevisionId[]): readonly Line[] =>
    ids.map((id) => [span(id, 'id'), span(` ${visible(graph.get(id).message)}`)]);
  const facts: readonly (readonly [string, readonly Line[]])[] = [
    ['revision', [[span(revision, 'id')]]],
    ['status', status === 'unknown' ? [] : [[span(status, statusTones[status])]]],
    ['place', words(placeOf(state, revision))],
    ['labels', words(graph.labels(revision).map(visible))],
    ['created', created === undefined ? [] : [[span(visible(created))]]],
    [
      'author',
      words([state.explore.index?.authors.get(revision) ?? ''].filter(Boolean).map(visible)),
    ],
    ['file', [[span(shownPath(state.directory, path))]]],
    ['revises', others(graph.downRevisions(revision))],
    ['depends on', others(graph.dependencies(revision))],
    ['revised by', others(graph.children(revision))],
    ['needed by', others(graph.dependents(revision))],
  ];
  const about = description.trim() === '' ? [] : paragraphs(description, columns);
  const room = columns - 2 - nameColumns;
  return [
    ...facts.flatMap(([name, lines]) =>
      fact(
        name,
        lines.flatMap((line) => wrapLine(line, room)),
      ),
    ),
    ...about,
  ];
}

function fact(name: string, lines: readonly Line[]): readonly Line[] {
  return lines.map((line, at) => [
    span((at === 0 ? name : '').padEnd(nameColumns), 'dim'),
    ...line,
  ]);
}

function words(list: readonly string[]): readonly Line[] {
  return list.length === 0 ? [] : [[span(list.join(', '))]];
}

function placeOf({history: {graph}}: State, revision: RevisionId): readonly string[] {
  return [
    graph.isHead(revision) ? 'head' : '',
    graph.isBase(revision) ? 'base' : '',
    graph.isBranchPoint(revision) ? 'branch point' : '',
    graph.isMergePoint(revision) ? 'merge point' : '',
  ].filter(Boolean);
}

function paragraphs(description: string, columns: number): readonly Line[] {
  const lines = visibleLines(description.trim()).flatMap((line) => wrapWords(line, columns - 2));
  return [[], ...lines.map((line) => [span(line)])];
}
