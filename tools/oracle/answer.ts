import {asAthanorError, type ErrorCode} from '../../source/errors.ts';
import {planDowngrade} from '../../source/graph/downgrade.ts';
import {planNewRevision} from '../../source/graph/new-revision.ts';
import {resolveRange} from '../../source/graph/range.ts';
import {resolvePlaces, resolveRevision} from '../../source/graph/resolve.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import type {Revision, Route} from '../../source/graph/revision.ts';
import {currentTips, rowsAlong} from '../../source/graph/rows.ts';
import {planStamp} from '../../source/graph/stamp.ts';
import {planUpgrade} from '../../source/graph/upgrade.ts';
import {BASE} from '../../source/graph/walk.ts';
import type {
  Answer,
  CaseFacts,
  CaseGraph,
  CaseRevision,
  CaseStep,
  Failure,
  JudgedQuestion,
  Kind,
  QuestionOf,
} from './cases.ts';

/** The graph of a case, or why there is none. */
export function loadGraph(given: CaseGraph): RevisionGraph | Failure {
  try {
    return new RevisionGraph(given.revisions.map(toRevision));
  } catch (error) {
    return toFailure(error);
  }
}

/** What is to be said about a graph before any question. */
export function answerFacts(graph: RevisionGraph | Failure): CaseFacts | Failure {
  if (!(graph instanceof RevisionGraph)) return graph;
  const each = <T>(about: (id: string) => T) => {
    return Object.fromEntries(graph.ids.map((id) => [id, about(id)]));
  };
  return {
    heads: graph.heads,
    effective_heads: graph.effectiveHeads,
    bases: graph.bases,
    effective_bases: graph.effectiveBases,
    branch_points: graph.branchPoints,
    merge_points: graph.mergePoints,
    labels: each((id) => graph.labels(id)),
    depends_on_resolved: each((id) => graph.dependencies(id).toSorted()),
    history: graph.newestFirst(),
  };
}

/** The answer of this project to a question. */
export function answerQuestion(graph: RevisionGraph | Failure, question: JudgedQuestion): Answer {
  if (!(graph instanceof RevisionGraph)) return graph;
  try {
    return answer(graph, question);
  } catch (error) {
    return toFailure(error);
  }
}

type Answers = {readonly [K in Kind]: (graph: RevisionGraph, question: QuestionOf<K>) => Answer};

const answers: Answers = {
  upgrade: (graph, {current, target}) =>
    steps(graph, planUpgrade(graph, current, target ?? 'base')),
  downgrade: (graph, {current, target}) =>
    steps(graph, planDowngrade(graph, current, target ?? 'base')),
  stamp: (graph, {current, targets}) => ({rows: planStamp(graph, current, targets).to}),
  resolve: (graph, {target}) => ({
    revisions: resolvePlaces(graph, target ?? 'base').map((place) => {
      if (typeof place === 'string') return place;
      return place === BASE ? 'base' : null;
    }),
  }),
  resolve_one: (graph, {target}) => ({revision: resolveRevision(graph, target ?? 'base') ?? null}),
  history: (graph, {base, head}) => ({
    revisions: resolveRange(graph, {
      base: base === '' ? undefined : base,
      head: head === '' ? undefined : head,
    }),
  }),
  current: (graph, {current}) => ({revisions: currentTips(graph, current).toSorted()}),
  new_revision: (graph, {depends_on: dependsOn, ...asked}) => {
    const plan = planNewRevision(graph, {...asked, dependsOn});
    return {down_revision: plan.downRevisions, depends_on: plan.dependsOn};
  },
};

function answer<K extends Kind>(graph: RevisionGraph, question: QuestionOf<K>): Answer {
  return answers[question.kind](graph, question);
}

function steps(graph: RevisionGraph, route: Route): Answer {
  const along = rowsAlong(graph, route.from, route.steps);
  let before: readonly string[] = graph.tips(route.from);
  return {
    steps: route.steps.map(({revision, direction}, index): CaseStep => {
      const rows = along[index] ?? [];
      const change = rowOperations(before, rows);
      before = rows;
      return {id: revision, dir: direction === 'upgrade' ? 'up' : 'down', rows, row_ops: change};
    }),
  };
}

/** The statements that lead from some rows to others: as many updates as there can be. */
function rowOperations(before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((row) => !after.includes(row)).length;
  const fresh = after.filter((row) => !before.includes(row)).length;
  const updates = Math.min(gone, fresh);
  return [
    ...Array<string>(gone - updates).fill('delete'),
    ...Array<string>(fresh - updates).fill('insert'),
    ...Array<string>(updates).fill('update'),
  ];
}

function toRevision(given: CaseRevision): Revision {
  return {
    id: given.id,
    downRevisions: given.down_revision,
    dependsOn: given.depends_on,
    branchLabels: given.branch_labels,
    message: given.message ?? '',
  };
}

/** What the reference calls the kinds of error that have to agree; any other is a RevisionError. */
const CLASSES: Partial<Record<ErrorCode, string>> = {
  revision_not_found: 'ResolutionError',
  ambiguous_revision: 'ResolutionError',
  multiple_heads: 'MultipleHeads',
  range_not_ancestor: 'RangeNotAncestorError',
};

function toFailure(error: unknown): Failure {
  const {code, message} = asAthanorError(error);
  if (code === 'unexpected') return {error: {class: 'Crash', message}};
  const cause = {class: CLASSES[code] ?? 'RevisionError', message};
  return {error: {class: 'CommandError', message, cause}};
}
