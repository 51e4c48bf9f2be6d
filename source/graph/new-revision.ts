import {AthanorError} from '../errors.ts';
import {complaintAboutId} from './problems.ts';
import {resolvePlaces, resolveRevision} from './resolve.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';

/** What is asked for of a new revision. */
export interface NewRevision {
  readonly id: RevisionId;
  /** Targets to write it on top of; `head` unless said, several for a merge. */
  readonly heads?: readonly string[] | undefined;
  /** Targets that it depends on. */
  readonly dependsOn?: readonly string[] | undefined;
  /** Write it on top of what is not a head, too. */
  readonly splice?: boolean | undefined;
}

/** The header that a new revision gets. */
export interface NewRevisionPlan {
  readonly id: RevisionId;
  /** In the order asked for. */
  readonly downRevisions: readonly RevisionId[];
  /** Ids; a branch label stays a label. */
  readonly dependsOn: readonly string[];
}

/**
 * The header of a new revision. Throws as `resolveRevisions`; `usage` for an id that cannot be one, `bad_graph`
 * for one that is taken, `overlapping_revisions` for the same parent twice, `not_a_head` without `splice`.
 */
export function planNewRevision(graph: RevisionGraph, asked: NewRevision): NewRevisionPlan {
  const {id, heads = ['head'], dependsOn = [], splice = false} = asked;
  const complaint = complaintAboutId(id) ?? complaintAboutNewId(id);
  if (complaint !== undefined) {
    throw new AthanorError('usage', complaint, {hint: 'Use letters, digits, _ and dots.'});
  }
  const downRevisions = heads.flatMap((target) => parentsNamed(graph, target));
  refuseTwice(downRevisions);
  if (!splice) refuseNonHeads(graph, downRevisions);
  const dependencies = dependsOn.map((target) => dependency(graph, target));
  if (graph.has(id) || graph.labelled(id) !== undefined) {
    throw new AthanorError('bad_graph', `There is already a revision or branch called ${id}`, {
      hint: 'Choose another id.',
    });
  }
  return {id, downRevisions, dependsOn: dependencies};
}

/** An id becomes part of a file's name and of its text: what is written in one is stricter than what is read. */
function complaintAboutNewId(id: string): string | undefined {
  if (/^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_.]*$/u.test(id)) return undefined;
  return `"${id}" cannot be the identifier of a new revision`;
}

function parentsNamed(graph: RevisionGraph, target: string): readonly RevisionId[] {
  return resolvePlaces(graph, target).map((place) => {
    if (typeof place === 'string') return place;
    throw new AthanorError('bad_target', `"${target}" leads below the first revision`, {
      hint: 'Say base to start a line of its own.',
      details: {target},
    });
  });
}

function refuseTwice(ids: readonly RevisionId[]): void {
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (twice.length === 0) return;
  throw new AthanorError('overlapping_revisions', `${twice.join(', ')} is named more than once`, {
    hint: 'Name each parent once.',
    details: {candidates: twice},
  });
}

function refuseNonHeads(graph: RevisionGraph, ids: readonly RevisionId[]): void {
  const inside = ids.find((id) => !graph.isHead(id));
  if (inside === undefined) return;
  throw new AthanorError('not_a_head', `Revision ${inside} is not a head`, {
    hint: 'Say --splice to start a new branch there.',
    details: {revision: inside, children: graph.children(inside)},
  });
}

function dependency(graph: RevisionGraph, target: string): string {
  const id = resolveRevision(graph, target);
  if (id !== undefined) return graph.labels(id).includes(target) ? target : id;
  throw new AthanorError('bad_target', `"${target}" is no revision to depend on`, {
    hint: 'Say an id, the start of one, a label or label@head.',
    details: {target},
  });
}
