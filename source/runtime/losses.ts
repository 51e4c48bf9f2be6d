import type {Hazard, LossKind, Statement} from '../dialects/statement.ts';
import type {PlannedStep} from './plan.ts';
import type {Session} from './session.ts';

/** What a step would lose, counted. */
export interface Loss {
  readonly kind: LossKind;
  /** `account`, or `account.note` for a column. */
  readonly object: string;
  readonly message: string;
  /** Rows or values; `undefined` when they cannot be counted. */
  readonly count: number | undefined;
  readonly revision: string;
}

const kinds: ReadonlySet<string> = new Set<LossKind>([
  'drop-table',
  'drop-column',
  'narrow-type',
  'delete-rows',
]);

const isLoss = (hazard: Hazard): hazard is Hazard & {kind: LossKind} => kinds.has(hazard.kind);

/**
 * What a step would lose on the database as it is: what is empty is left out, what cannot be counted
 * stays. Changes nothing.
 *
 * Asked ahead of its turn, a step may name what an earlier step makes: that counts as not to be counted.
 */
export async function measureLosses(
  session: Session,
  {revision, statements}: Pick<PlannedStep, 'revision' | 'statements'>,
  inTransaction = false,
): Promise<readonly Loss[]> {
  const losses: Loss[] = [];
  for (const {kind, object, message, measure} of lossesOf(statements)) {
    const count =
      measure === undefined ? undefined : await counted(session, measure, inTransaction);
    if (count !== 0) losses.push({kind, object, message, count, revision});
  }
  return losses;
}

/** The losses that statements declare, each once. */
function lossesOf(statements: readonly Statement[]): readonly (Hazard & {kind: LossKind})[] {
  const all = statements.flatMap(({hazards}) => hazards.filter(isLoss));
  const byText = new Map(all.map((hazard) => [JSON.stringify(hazard), hazard]));
  return [...byText.values()];
}

/** PostgreSQL ends a transaction in which a query fails, so there a savepoint stands before it. */
async function counted(
  session: Session,
  measure: string,
  inTransaction: boolean,
): Promise<number | undefined> {
  if (inTransaction) await session.execute('savepoint athanor_measure');
  try {
    const [row] = await session.query<{n: number | string}>(measure);
    return row === undefined ? undefined : Number(row.n);
  } catch {
    if (inTransaction) await session.execute('rollback to savepoint athanor_measure');
    return undefined;
  } finally {
    if (inTransaction) await session.execute('release savepoint athanor_measure');
  }
}
