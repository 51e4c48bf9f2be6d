import {planDowngrade} from '../../source/graph/downgrade.ts';
import {planUpgrade} from '../../source/graph/upgrade.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import type {RevisionId} from '../../source/graph/revision.ts';
import {replay} from '../../source/operations/apply.ts';
import type {Operation} from '../../source/operations/operation.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';
import {carryOut, type RunInput} from '../../source/runtime/carry-out.ts';
import type {RunEvent} from '../../source/runtime/events.ts';
import {planSteps} from '../../source/runtime/plan-steps.ts';
import type {Plan} from '../../source/runtime/plan.ts';
import type {Session} from '../../source/runtime/session.ts';
import {readRows} from '../../source/runtime/version-rows.ts';
import {versionTables} from '../../source/runtime/version-tables.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {postgresql} from '../../source/dialects/postgresql/postgresql.ts';
import {sqlite} from '../../source/dialects/sqlite/sqlite.ts';
import {emptySchema, type Schema} from '../../source/schema/schema.ts';

/** A revision as a file would be, without the file. */
export interface TestRevision {
  readonly id: RevisionId;
  readonly down?: readonly RevisionId[];
  readonly upgrade: (op: Operations) => void;
  readonly downgrade?: (op: Operations) => void;
  /** Instead of `downgrade`: the way back as operations. */
  readonly back?: () => readonly Operation[];
}

/** The ways through a list of revisions; each stands on the one before it unless it says otherwise. */
export interface TestHistory {
  readonly graph: RevisionGraph;
  readonly up: (rows: readonly RevisionId[], target?: string) => Plan;
  readonly down: (rows: readonly RevisionId[], target: string) => Plan;
  readonly schemaAt: (rows: readonly RevisionId[]) => Schema;
}

export function history(dialect: DialectName, revisions: readonly TestRevision[]): TestHistory {
  const graph = new RevisionGraph(
    revisions.map(({id, down}, index) => ({
      id,
      downRevisions: down ?? revisions.slice(index - 1, index).map((before) => before.id),
      dependsOn: [],
      branchLabels: [],
      message: `make ${id}`,
    })),
  );
  const recorded = new Map(
    revisions.map(({id, upgrade, downgrade, back}) => [
      id,
      {
        upgrade: record(upgrade),
        downgrade: downgrade === undefined ? back?.() : record(downgrade),
        checksum: `checksum of ${id}`,
      },
    ]),
  );
  const of = (id: RevisionId) => {
    const found = recorded.get(id);
    if (found === undefined) throw new Error(`no revision ${id}`);
    return found;
  };
  const schemaAt = (rows: readonly RevisionId[]): Schema =>
    graph
      .newestFirst(graph.ancestors(rows))
      .toReversed()
      .reduce((schema, id) => replay(schema, of(id).upgrade, dialect), emptySchema);
  const target = {sqlite: '3.35', postgresql: '14'}[dialect];
  const planned = (route: Parameters<typeof planSteps>[0]['route']): Plan =>
    planSteps({
      route,
      graph,
      recorded: of,
      schemaBefore: schemaAt,
      dialect: {sqlite, postgresql}[dialect],
      target,
    });
  return {
    graph,
    schemaAt,
    up: (rows, goal = 'heads') => planned(planUpgrade(graph, rows, goal)),
    down: (rows, goal) => planned(planDowngrade(graph, rows, goal)),
  };
}

/** What a run is told unless a test says otherwise: losses are agreed to. */
export function runInput(
  session: Session,
  plan: Plan,
  replan: RunInput['replan'],
  changes: Partial<RunInput> = {},
): RunInput {
  const tables = versionTables(
    {versionTable: 'athanor_version', versionSchema: 'public'},
    session.dialect,
  );
  return {plan, replan, tables, transaction: 'revision', consent: () => {}, ...changes};
}

/** Carries out what leads upwards from where the database stands; gives the events. */
export async function runUp(
  session: Session,
  {up}: TestHistory,
  changes: Partial<RunInput> = {},
): Promise<readonly RunEvent[]> {
  const replan = async (rows: readonly RevisionId[]): Promise<Plan> => up(rows);
  const {tables} = runInput(session, up([]), replan);
  const plan = up(await readRows(session, tables));
  return all(carryOut(session, runInput(session, plan, replan, changes)));
}

/** Carries out what leads down to a revision. */
export async function runDown(
  session: Session,
  {up, down}: TestHistory,
  target: string,
  changes: Partial<RunInput> = {},
): Promise<readonly RunEvent[]> {
  const replan = async (rows: readonly RevisionId[]): Promise<Plan> => down(rows, target);
  const {tables} = runInput(session, up([]), replan);
  const plan = await replan(await readRows(session, tables));
  return all(carryOut(session, runInput(session, plan, replan, changes)));
}

/** All that a generator gives. */
export async function all<Value>(values: AsyncIterable<Value>): Promise<readonly Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}
