import {AthanorError} from '../errors.ts';
import {resolvePlaces, resolveRevision} from './resolve.ts';
import {RevisionGraph} from './revision-graph.ts';
import type {Revision, RevisionId} from './revision.ts';
import {parseRange} from './target.ts';

/** A graph in which some revisions have other parents. */
export interface Reparented {
  /** The new down revisions of those whose header changes, in load order. */
  readonly changes: ReadonlyMap<RevisionId, readonly RevisionId[]>;
  /** All that stand on others than before, themselves or by what is below them; oldest first. */
  readonly moved: readonly RevisionId[];
}

/**
 * Gives a revision other parents; what stands on it comes along. `START:END` takes that line out alone: what stood
 * on it then stands where it stood. Throws what resolving throws, `range_not_ancestor` where the ends are on no
 * line, `overlapping_revisions` for parents of which one is below another, and `bad_target` where the graph would go
 * round in a circle.
 */
export function reparent(
  graph: RevisionGraph,
  moving: string,
  onto: readonly string[],
): Reparented {
  const {first, line} = lineOf(graph, moving);
  const parents = onto.flatMap((target) => parentsNamed(graph, target));
  refuseUnfit(graph, {first, line, parents});
  const own = graph.downRevisions(first);
  const wanted = new Map(
    graph.ids.map((id): [RevisionId, readonly RevisionId[]] => {
      const down = graph.downRevisions(id);
      if (id === first) return [id, parents];
      if (line === undefined || line.has(id)) return [id, down];
      return [id, [...new Set(down.flatMap((parent) => (line.has(parent) ? own : [parent])))]];
    }),
  );
  const revisions = graph.revisions.map((revision) => {
    return {...revision, downRevisions: wanted.get(revision.id) ?? revision.downRevisions};
  });
  const next = graphOf(revisions, first);
  for (const id of graph.ids) {
    // What is left where a line was taken out may be below another of the parents.
    const down = wanted.get(id) ?? [];
    if (id === first || same(down, graph.downRevisions(id))) continue;
    const tips = new Set(next.tips(down));
    wanted.set(
      id,
      down.filter((parent) => tips.has(parent)),
    );
  }
  const changes = new Map([...wanted].filter(([id, down]) => !same(down, graph.downRevisions(id))));
  return {changes, moved: movedIn(graph, next, [...changes.keys()])};
}

/** The revision that gets other parents, and the line that is taken out, or `undefined` where all above comes along. */
function lineOf(
  graph: RevisionGraph,
  moving: string,
): {readonly first: RevisionId; readonly line: ReadonlySet<RevisionId> | undefined} {
  if (!moving.includes(':')) return {first: one(graph, moving), line: undefined};
  const {base, head} = parseRange(moving);
  if (base === undefined || head === undefined) {
    throw new AthanorError(
      'bad_target',
      `"${moving}" does not say where the line begins and ends`,
      {
        hint: 'say START:END, or START alone for all that stands on it',
      },
    );
  }
  const [first, last] = [one(graph, base), one(graph, head)];
  const line = graph
    .ancestors([last], 'version')
    .intersection(graph.descendants([first], 'version'));
  if (line.has(first) && line.has(last)) return {first, line};
  throw new AthanorError('range_not_ancestor', `${last} does not stand on ${first}`, {
    hint: `"athanor history -r :${last}" shows what it stands on`,
    details: {first, last},
  });
}

function one(graph: RevisionGraph, target: string): RevisionId {
  const id = resolveRevision(graph, target);
  if (id !== undefined) return id;
  throw new AthanorError('bad_target', `"${target}" is no revision that can be moved`);
}

function parentsNamed(graph: RevisionGraph, target: string): readonly RevisionId[] {
  return resolvePlaces(graph, target).filter((place) => typeof place === 'string');
}

interface Asked {
  readonly first: RevisionId;
  readonly line: ReadonlySet<RevisionId> | undefined;
  readonly parents: readonly RevisionId[];
}

function refuseUnfit(graph: RevisionGraph, {first, line, parents}: Asked): void {
  const carried = line ?? graph.descendants([first], 'version');
  const inside = parents.find((parent) => carried.has(parent));
  if (inside !== undefined) throw circular(first, inside);
  const tips = new Set(graph.tips(parents));
  const below = parents.filter((parent, at) => !tips.has(parent) || parents.indexOf(parent) !== at);
  if (below.length === 0) return;
  throw new AthanorError(
    'overlapping_revisions',
    `of the new parents ${parents.join(', ')} one stands on another`,
    {hint: `leave out ${below.join(', ')}`, details: {candidates: below}},
  );
}

/** Dependencies may close a circle that down revisions alone do not. */
function graphOf(revisions: readonly Revision[], first: RevisionId): RevisionGraph {
  try {
    return new RevisionGraph(revisions);
  } catch (error) {
    if (!(error instanceof AthanorError) || error.code !== 'bad_graph') throw error;
    throw new AthanorError('bad_target', `${first} cannot stand there: ${error.message}`, {
      hint: '"athanor show" tells what a revision depends on',
      details: error.details,
    });
  }
}

function circular(first: RevisionId, inside: RevisionId): AthanorError {
  return new AthanorError(
    'bad_target',
    `${inside} stands on ${first}, or is it, so ${first} cannot stand on it`,
    {
      hint: `to move ${first} alone and leave what stands on it: ${first}:${first}`,
      details: {first, inside},
    },
  );
}

function movedIn(
  before: RevisionGraph,
  after: RevisionGraph,
  changed: readonly RevisionId[],
): readonly RevisionId[] {
  const candidates = before.descendants(changed).union(after.descendants(changed));
  const moved = [...candidates].filter(
    (id) => before.ancestors([id]).symmetricDifference(after.ancestors([id])).size > 0,
  );
  return after.newestFirst(moved).toReversed();
}

const same = (some: readonly RevisionId[], others: readonly RevisionId[]): boolean =>
  some.length === others.length && some.every((id, at) => id === others[at]);
