import {AthanorError} from '../errors.ts';
import {at} from './at.ts';
import {oldestFirst, readEdges} from './edges.ts';
import type {Edges} from './edges.ts';
import {labelsInEffect} from './labels.ts';
import {nearestNames} from './nearest.ts';
import {newestFirst} from './newest-first.ts';
import {findProblems} from './problems.ts';
import type {Revision, RevisionId} from './revision.ts';
import {survey} from './terrain.ts';
import type {Terrain} from './terrain.ts';

/** Along which edges to go: all of them, or down revisions only. */
export type Along = 'all' | 'version';

/**
 * Revisions as a directed graph without cycles: who stands on whom, by down revision and by dependency.
 *
 * Immutable. Lists are in load order unless they say otherwise; load order breaks ties, nothing else.
 * An id that is not in the graph is refused with `revision_not_found`.
 */
export class RevisionGraph {
  /** All of them, in load order. */
  readonly revisions: readonly Revision[];
  readonly ids: readonly RevisionId[];
  /** No revision has it as a down revision. */
  readonly heads: readonly RevisionId[];
  /** A head on which no revision depends, either. */
  readonly effectiveHeads: readonly RevisionId[];
  /** Has no down revision. */
  readonly bases: readonly RevisionId[];
  /** A base that depends on nothing, either. */
  readonly effectiveBases: readonly RevisionId[];
  /** The down revision of several. */
  readonly branchPoints: readonly RevisionId[];
  /** Has several down revisions. */
  readonly mergePoints: readonly RevisionId[];
  readonly #edges: Edges;
  readonly #sequence: readonly number[];
  readonly #labels: readonly (readonly string[])[];
  readonly #levels: Int32Array;
  #terrain: Terrain | undefined;

  /** Takes revisions in load order; throws `bad_graph` with all that is wrong with them in `details.problems`. */
  constructor(revisions: readonly Revision[]) {
    const edges = readEdges(revisions);
    const sequence = oldestFirst(edges);
    const problems = findProblems(revisions, edges, sequence);
    if (problems.length > 0) {
      const all = problems.map(({message}) => message).join('\n');
      throw new AthanorError('bad_graph', all, {
        hint: 'Correct the headers of these revision files.',
        details: {problems},
      });
    }
    this.revisions = revisions;
    this.ids = revisions.map(({id}) => id);
    this.#edges = edges;
    this.#sequence = sequence;
    const declared = revisions.map(({branchLabels}) => branchLabels);
    this.#labels = labelsInEffect(edges, this.#sequence, declared);
    this.#levels = levels(edges, this.#sequence);

    const {children, successors, down, parents} = edges;
    const heads: RevisionId[] = [];
    const effectiveHeads: RevisionId[] = [];
    const bases: RevisionId[] = [];
    const effectiveBases: RevisionId[] = [];
    const branchPoints: RevisionId[] = [];
    const mergePoints: RevisionId[] = [];
    this.ids.forEach((id, place) => {
      const above = at(children, place).length;
      const below = at(down, place).length;
      if (above === 0) heads.push(id);
      if (above > 1) branchPoints.push(id);
      if (below === 0) bases.push(id);
      if (below > 1) mergePoints.push(id);
      if (at(successors, place).length === 0) effectiveHeads.push(id);
      if (at(parents, place).length === 0) effectiveBases.push(id);
    });
    this.heads = heads;
    this.effectiveHeads = effectiveHeads;
    this.bases = bases;
    this.effectiveBases = effectiveBases;
    this.branchPoints = branchPoints;
    this.mergePoints = mergePoints;
  }

  get size(): number {
    return this.revisions.length;
  }

  has(id: RevisionId): boolean {
    return this.#edges.index.has(id);
  }

  get(id: RevisionId): Revision {
    return at(this.revisions, this.#place(id));
  }

  /** The place in load order, from 0. */
  place(id: RevisionId): number {
    return this.#place(id);
  }

  /** The down revisions, then what it depends on. */
  parents(id: RevisionId): readonly RevisionId[] {
    return this.#names(at(this.#edges.parents, this.#place(id)));
  }

  /** In the order in which they are declared. */
  downRevisions(id: RevisionId): readonly RevisionId[] {
    return this.#names(at(this.#edges.down, this.#place(id)));
  }

  /** What it depends on, labels resolved, in the order in which they are declared. */
  dependencies(id: RevisionId): readonly RevisionId[] {
    return this.#names(at(this.#edges.depends, this.#place(id)));
  }

  /** Those that have it as a down revision. */
  children(id: RevisionId): readonly RevisionId[] {
    return this.#names(at(this.#edges.children, this.#place(id)));
  }

  /** Those that depend on it. */
  dependents(id: RevisionId): readonly RevisionId[] {
    return this.#names(at(this.#edges.dependents, this.#place(id)));
  }

  isHead(id: RevisionId): boolean {
    return at(this.#edges.children, this.#place(id)).length === 0;
  }

  isEffectiveHead(id: RevisionId): boolean {
    return at(this.#edges.successors, this.#place(id)).length === 0;
  }

  isBase(id: RevisionId): boolean {
    return at(this.#edges.down, this.#place(id)).length === 0;
  }

  isEffectiveBase(id: RevisionId): boolean {
    return at(this.#edges.parents, this.#place(id)).length === 0;
  }

  isBranchPoint(id: RevisionId): boolean {
    return at(this.#edges.children, this.#place(id)).length > 1;
  }

  isMergePoint(id: RevisionId): boolean {
    return at(this.#edges.down, this.#place(id)).length > 1;
  }

  /** The branch labels in effect at a revision, sorted: its own, and those that reach it along its line. */
  labels(id: RevisionId): readonly string[] {
    return at(this.#labels, this.#place(id));
  }

  /** The revision that declares a branch label. */
  labelled(label: string): RevisionId | undefined {
    const place = this.#edges.labelled.get(label);
    return place === undefined ? undefined : at(this.ids, place);
  }

  /** Every declared label, in load order of the revisions that declare them. */
  get branchLabels(): readonly string[] {
    return [...this.#edges.labelled.keys()];
  }

  /** These revisions and everything below them. */
  ancestors(ids: Iterable<RevisionId>, along: Along = 'all'): ReadonlySet<RevisionId> {
    return this.#reach(ids, along === 'all' ? this.#edges.parents : this.#edges.down);
  }

  /** These revisions and everything above them. */
  descendants(ids: Iterable<RevisionId>, along: Along = 'all'): ReadonlySet<RevisionId> {
    return this.#reach(ids, along === 'all' ? this.#edges.successors : this.#edges.children);
  }

  /** Those of these revisions that none of the others stands on: the maximal elements, in load order. */
  tips(ids: Iterable<RevisionId>): readonly RevisionId[] {
    const places = [...new Set(Array.from(ids, (id) => this.#place(id)))].toSorted((a, b) => a - b);
    if (places.length < 2) return this.#names(places);
    const lowest = places.reduce((low, place) => Math.min(low, at(this.#levels, place)), Infinity);
    const below = new Set<number>();
    const open = places.flatMap((place) => at(this.#edges.parents, place));
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (below.has(place) || at(this.#levels, place) < lowest) continue;
      below.add(place);
      open.push(...at(this.#edges.parents, place));
    }
    return this.#names(places.filter((place) => !below.has(place)));
  }

  /**
   * These revisions (all, if none are named), each before everything it stands on.
   * Follows one line as far down as it can; the order in which revisions are declared breaks ties.
   */
  newestFirst(ids?: Iterable<RevisionId>): readonly RevisionId[] {
    this.#terrain ??= survey(this.#edges, this.#sequence);
    const members = ids === undefined ? this.#sequence : Array.from(ids, (id) => this.#place(id));
    return this.#names(newestFirst(this.#terrain, members));
  }

  #place(id: RevisionId): number {
    const place = this.#edges.index.get(id);
    if (place !== undefined) return place;
    const near = nearestNames(id, this.ids);
    throw new AthanorError('revision_not_found', `No revision ${id}`, {
      hint: near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefined,
      details: {target: id, candidates: near},
    });
  }

  #names(places: readonly number[]): readonly RevisionId[] {
    return places.length === 0 ? NO_IDS : places.map((place) => at(this.ids, place));
  }

  #reach(ids: Iterable<RevisionId>, edges: Edges['parents']): ReadonlySet<RevisionId> {
    const open = Array.from(ids, (id) => this.#place(id));
    const seen = new Uint8Array(this.#edges.size);
    const found = new Set<RevisionId>();
    for (let place = open.pop(); place !== undefined; place = open.pop()) {
      if (at(seen, place) === 1) continue;
      seen[place] = 1;
      found.add(at(this.ids, place));
      open.push(...at(edges, place));
    }
    return found;
  }
}

const NO_IDS: readonly RevisionId[] = [];

/** How long the longest way down from each revision is. */
function levels({parents}: Edges, sequence: readonly number[]): Int32Array {
  const result = new Int32Array(sequence.length);
  for (const place of sequence) {
    const own = at(parents, place);
    let level = 0;
    for (let nth = 0; nth < own.length; nth++) {
      level = Math.max(level, at(result, at(own, nth)) + 1);
    }
    result[place] = level;
  }
  return result;
}
