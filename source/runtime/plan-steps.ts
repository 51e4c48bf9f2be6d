import type {Dialect} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionGraph} from '../graph/revision-graph.ts';
import {rowsAlong} from '../graph/rows.ts';
import type {RevisionId, Route, Step} from '../graph/revision.ts';
import {apply, replay} from '../operations/apply.ts';
import type {Operation} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import {planOf, type Plan, type PlannedStep} from './plan.ts';

/** Both directions of a revision as recorded. */
interface RecordedRevision {
  readonly upgrade: readonly Operation[];
  /** `undefined` when the file has no `downgrade`. */
  readonly downgrade: readonly Operation[] | undefined;
  readonly checksum: string;
}

/** What a plan is made of. */
export interface PlanInput {
  readonly route: Route;
  readonly graph: RevisionGraph;
  /** What the revisions of the route's steps ask for. */
  readonly recorded: (revision: RevisionId) => RecordedRevision;
  /** The history schema at these rows. Called only where a statement depends on it. */
  readonly schemaBefore: (rows: readonly RevisionId[]) => Schema;
  readonly dialect: Dialect;
  /** The lowest server version that statements are written for. */
  readonly target: string;
  /** Whether upgrades are applied to the history schema too, to refuse what does not fit before it is shown. */
  readonly refuseMisfits?: boolean;
  /** Does what belongs to a revision, whose name goes with what it throws. */
  readonly within?: <Result>(revision: RevisionId, perform: () => Result) => Result;
}

/** The plan for a route: every step with its statements. Throws `bad_operation` and `not_supported`. */
export function planSteps(input: PlanInput): Plan {
  const {route, graph, recorded, dialect, target, within = plainly} = input;
  const history = new Unfolding(input);
  const along = rowsAlong(graph, route.from, route.steps);
  const steps: PlannedStep[] = [];
  for (const [index, step] of route.steps.entries()) {
    const revision = recorded(step.revision);
    const operations = operationsOf(step, revision);
    const before = (): Schema => history.before(index);
    const statements = within(step.revision, () => {
      if (input.refuseMisfits === true && step.direction === 'upgrade')
        refuseMisfits(before, operations, dialect.name);
      return dialect.compile(operations, {before, target});
    });
    const rowsAfter = along[index] ?? route.from;
    const {message} = graph.get(step.revision);
    const {checksum} = revision;
    steps.push({...step, message, statements, checksum, rowsAfter});
    history.add(step, operations, rowsAfter);
  }
  return planOf(route.from, steps);
}

const plainly = <Result>(_: RevisionId, perform: () => Result): Result => perform();

/** Applies operations as far as the schema is known: SQL of which nobody said what it does may have changed it. */
function refuseMisfits(
  before: () => Schema,
  operations: readonly Operation[],
  dialect: Dialect['name'],
): void {
  let schema: Schema;
  try {
    schema = before();
  } catch {
    // What was made before does not fit itself; that stops what has to know of it, when it asks.
    return;
  }
  for (const operation of operations) {
    if (schema.unknowns.length > 0) return;
    schema = apply(schema, operation, dialect);
  }
}

/** The history schema before each step of a route, made when it is first asked for. */
class Unfolding {
  readonly #input: PlanInput;
  readonly #made = new Map<number, Schema>();
  /** How each step leads from the schema before it to the one after. */
  readonly #ways: ((before: () => Schema) => Schema)[] = [];

  constructor(input: PlanInput) {
    this.#input = input;
  }

  /** Upwards the schema grows by what the step does; downwards it is what the history was. */
  add({direction}: Step, operations: readonly Operation[], rows: readonly RevisionId[]): void {
    const {schemaBefore, dialect} = this.#input;
    this.#ways.push(
      direction === 'downgrade'
        ? () => schemaBefore(rows)
        : (before) => replay(before(), operations, dialect.name),
    );
  }

  /** The schema before the step of this index. */
  before(index: number): Schema {
    let known = index;
    while (known > 0 && !this.#made.has(known)) known--;
    let schema = this.#made.get(known) ?? this.#input.schemaBefore(this.#input.route.from);
    this.#made.set(known, schema);
    for (const [at, way] of this.#ways.slice(known, index).entries()) {
      const before = schema;
      schema = way(() => before);
      this.#made.set(known + at + 1, schema);
    }
    return schema;
  }
}

/** A plan that only says where the database stands: one step, nothing that runs. */
export function planStamp({
  from,
  to,
  revision,
  message,
}: {
  readonly from: readonly RevisionId[];
  readonly to: readonly RevisionId[];
  /** What was asked for: a revision, or `base`. */
  readonly revision: RevisionId;
  readonly message: string;
}): Plan {
  const rowsAfter = to.toSorted();
  if (rowsAfter.join(' ') === from.toSorted().join(' ')) return planOf(from, []);
  const step = {
    revision,
    direction: 'stamp',
    message,
    statements: [],
    checksum: '',
    rowsAfter,
  } as const;
  return planOf(from, [step]);
}

function operationsOf(
  {revision, direction}: Step,
  {upgrade, downgrade}: RecordedRevision,
): readonly Operation[] {
  if (direction === 'upgrade') return upgrade;
  if (downgrade !== undefined) return downgrade;
  throw new AthanorError(
    'bad_operation',
    `revision ${revision} cannot be taken back: it has no downgrade`,
    {
      hint: `write a downgrade function in it, or say where the database stands with "athanor stamp"`,
      details: {revision},
    },
  );
}
