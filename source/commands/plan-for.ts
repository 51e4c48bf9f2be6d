import type {Dialect} from '../dialects/dialect.ts';
import type {LossyStep} from '../analysis/losses.ts';
import {AthanorError} from '../errors.ts';
import {planDowngrade} from '../graph/downgrade.ts';
import type {RevisionId, Route, Step} from '../graph/revision.ts';
import {routeTo} from '../graph/route-to.ts';
import {applied, rowsAlong} from '../graph/rows.ts';
import type {RevisionGraph} from '../graph/revision-graph.ts';
import {planPurge, planStamp, type StampPlan} from '../graph/stamp.ts';
import {planUpgrade} from '../graph/upgrade.ts';
import {planStamp as stampPlan, planSteps} from '../runtime/plan-steps.ts';
import type {Plan} from '../runtime/plan.ts';
import {replay} from '../operations/apply.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';
import type {Recorded} from '../script/recorded.ts';
import type {Project} from './project.ts';
import {inRevision} from './in-revision.ts';

/** Where a plan should lead. */
export type Wish =
  | {
      readonly direction: 'upgrade' | 'downgrade';
      readonly target: string;
      /** Upwards from nothing, though tables that the revisions make are there. */
      readonly asNew?: boolean | undefined;
    }
  /** Up if the revision is not applied, else down to it. */
  | {readonly direction: 'goto'; readonly revision: RevisionId}
  /** These steps and no others, as a plan showed them: what is left of it when the first ones are done. */
  | {readonly direction: 'steps'; readonly steps: readonly Step[]}
  /** Only the rows change; `purge` forgets all of them first, known or not. */
  | {
      readonly direction: 'stamp';
      readonly targets: readonly string[];
      readonly purge?: boolean | undefined;
    }
  /** What is otherwise in the database than the revisions make it is put back: these items, or all. */
  | {readonly direction: 'revert'; readonly items: readonly string[]};

/** A plan, and the operations that its statements were made from. */
export interface MadePlan {
  readonly plan: Plan;
  readonly steps: readonly LossyStep[];
  /** For a stamp: which revisions thereby start or stop to count as applied. */
  readonly stamp?: StampPlan;
}

/**
 * The plan that leads from these version rows to where the wish says. Reads no database, but to revert.
 *
 * Throws what resolving the target throws, `load_failed`, `bad_operation`, `not_supported`.
 */
export async function planFor(
  project: Project,
  rows: readonly RevisionId[],
  wish: Wish,
): Promise<MadePlan> {
  if (wish.direction === 'stamp') return planForStamp(project, rows, wish);
  if (wish.direction === 'revert') {
    const {planRevert} = await import('./plan-revert.ts');
    return planRevert(project, rows, wish.items);
  }
  return planRoute(project, routeFor(project, rows, wish), await project.dialect());
}

/** The plan for a route that is known already. */
async function planRoute(project: Project, route: Route, dialect: Dialect): Promise<MadePlan> {
  const recordings = new Recordings(project, dialect);
  await recordings.need(route.steps.map(({revision}) => revision));
  const plan = await withHistory(recordings, route, (refuseMisfits) =>
    planSteps({
      refuseMisfits,
      route,
      graph: project.graph,
      recorded: (revision) => recordings.of(revision),
      schemaBefore: (rows) => recordings.schemaAt(rows),
      dialect,
      target: project.config.target[dialect.name],
      within: (revision, perform) => inRevision(project, revision, perform),
    }),
  );
  const steps = plan.steps.map(({revision, direction, statements}) => ({
    revision,
    statements,
    operations:
      (direction === 'downgrade'
        ? recordings.of(revision).downgrade
        : recordings.of(revision).upgrade) ?? [],
  }));
  return {plan, steps};
}

function routeFor(
  {graph}: Project,
  rows: readonly RevisionId[],
  wish: Exclude<Wish, {direction: 'stamp' | 'revert'}>,
): Route {
  if (wish.direction === 'steps') return leftOf(graph, rows, wish.steps);
  if (wish.direction === 'goto') return routeTo(graph, rows, wish.revision);
  const plan = wish.direction === 'upgrade' ? planUpgrade : planDowngrade;
  return plan(graph, rows, wish.target);
}

/** Of known steps those that are still to be done. */
function leftOf(graph: RevisionGraph, rows: readonly RevisionId[], steps: readonly Step[]): Route {
  const standing = applied(graph, rows);
  const left = steps.filter(
    ({revision, direction}) => standing.has(revision) === (direction === 'downgrade'),
  );
  return {from: rows, steps: left, to: rowsAlong(graph, rows, left).at(-1) ?? rows};
}

function planForStamp(
  {graph}: Project,
  rows: readonly RevisionId[],
  {targets, purge = false}: Extract<Wish, {direction: 'stamp'}>,
): MadePlan {
  const stamp = purge ? planPurge(graph, rows, targets) : planStamp(graph, rows, targets);
  const {from, to} = stamp;
  const revision = to.join(', ') || 'base';
  const message = to.map((id) => graph.get(id).message).join('; ') || 'nothing is applied';
  const plan = stampPlan({from, to, revision, message});
  return {plan, steps: [], stamp};
}

/**
 * On the way up all of the history is recorded, so that what does not fit it is refused before it is shown; a file
 * elsewhere that cannot be loaded stops only what depends on it. On the way down the schema before is asked for
 * where a statement depends on it.
 */
async function withHistory(
  recordings: Recordings,
  route: Route,
  make: (refuseMisfits: boolean) => Plan,
): Promise<Plan> {
  const goesUp = route.steps.some(({direction}) => direction === 'upgrade');
  const isKnown = goesUp && (await recordings.hasHistory(route));
  try {
    return make(isKnown);
  } catch (error) {
    if (!(error instanceof HistoryWanted)) throw error;
    await recordings.needHistory(route);
    return make(goesUp);
  }
}

class HistoryWanted extends Error {}

/** What revisions recorded, and the schemas that follow from it. */
class Recordings {
  readonly #project: Project;
  readonly #dialect: Dialect;
  readonly #recorded = new Map<RevisionId, Recorded>();
  /** All revisions that the route can meet, oldest first, so that each of its stations is a beginning of the list. */
  #sequence: readonly RevisionId[] | undefined;
  readonly #schemas: Schema[] = [emptySchema];

  constructor(project: Project, dialect: Dialect) {
    this.#project = project;
    this.#dialect = dialect;
  }

  of(revision: RevisionId): Recorded {
    const recorded = this.#recorded.get(revision);
    if (recorded !== undefined) return recorded;
    throw new AthanorError('unexpected', `revision ${revision} was not recorded`);
  }

  async need(revisions: Iterable<RevisionId>): Promise<void> {
    for (const revision of revisions) {
      if (!this.#recorded.has(revision))
        this.#recorded.set(revision, await this.#project.recorded(revision));
    }
  }

  /** Whether all of the history can be recorded. */
  async hasHistory(route: Route): Promise<boolean> {
    try {
      await this.needHistory(route);
      return true;
    } catch (error) {
      if (error instanceof AthanorError) return false;
      throw error;
    }
  }

  async needHistory({from, steps}: Route): Promise<void> {
    const {graph} = this.#project;
    const down = steps
      .filter(({direction}) => direction === 'downgrade')
      .map(({revision}) => revision);
    const leaving = new Set(down);
    const staying = graph.newestFirst([...graph.ancestors(from)].filter((id) => !leaving.has(id)));
    const sequence = [...staying.toReversed(), ...down.toReversed()];
    await this.need(sequence);
    this.#sequence = sequence;
  }

  schemaAt(rows: readonly RevisionId[]): Schema {
    const sequence = this.#sequence;
    if (sequence === undefined) throw new HistoryWanted();
    const length = this.#project.graph.ancestors(rows).size;
    for (const revision of sequence.slice(this.#schemas.length - 1, length)) {
      const before = this.#schemas.at(-1) ?? emptySchema;
      const {name: dialect} = this.#dialect;
      const {upgrade} = this.of(revision);
      this.#schemas.push(
        inRevision(this.#project, revision, () => replay(before, upgrade, dialect)),
      );
    }
    return this.#schemas[length] ?? emptySchema;
  }
}
