import type {Hazard, LossKind, Statement} from '../dialects/statement.ts';
import type {PlannedStep} from './plan.ts';
import type {Session} from './session.ts';
import type {Transaction} from './transaction.ts';

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
  'drop-object',
  'narrow-type',
  'delete-rows',
]);

const isLoss = (hazard: Hazard): hazard is Hazard & {kind: LossKind} => kinds.has(hazard.kind);

/** Throws `loss` unless these losses were agreed to. Asked just before, and only about what there is to lose. */
export type AskConsent = (losses: readonly Loss[], step: PlannedStep) => void | Promise<void>;

/**
 * Counts what statements of a step would lose, and asks for consent if it is anything. In a transaction
 * nobody else can add to it from here on until its end.
 */
export async function agreeToLosses(
  {
    session,
    transaction,
    consent,
  }: {
    readonly session: Session;
    readonly transaction: Transaction;
    readonly consent: AskConsent;
  },
  step: PlannedStep,
  statements: readonly Statement[],
): Promise<void> {
  if (transaction.isOpen) await keepWritersOut(session, statements);
  const part = {...step, statements};
  const losses = await measureLosses(session, part, transaction.isOpen);
  if (losses.length > 0) await consent(losses, step);
}

/** On SQLite a transaction that may write is alone from its begin on. */
async function keepWritersOut(session: Session, statements: readonly Statement[]): Promise<void> {
  if (session.dialect === 'sqlite') return;
  const tables = new Set(lossesOf(statements).flatMap(({counted: table}) => table ?? []));
  // In one order, so that two of them do not wait for each other.
  for (const table of [...tables].toSorted()) await lockTable(session, table);
}

/** A table that is not there, or is none, is for the statement itself to stumble over. */
async function lockTable(session: Session, table: string): Promise<void> {
  await session.execute('savepoint athanor_lock');
  try {
    await session.execute(`lock table ${table} in share row exclusive mode`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!['42P01', '3F000', '42809'].includes(code)) throw error;
    await session.execute('rollback to savepoint athanor_lock');
  }
  await session.execute('release savepoint athanor_lock');
}

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
