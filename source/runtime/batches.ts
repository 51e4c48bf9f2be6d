import {setImmediate as breath} from 'node:timers/promises';
import {batchUpdate, nextBatch, rowsLeft} from '../dialects/data.ts';
import type {Batches} from '../dialects/statement.ts';
import type {RunEvent} from './events.ts';
import type {Journal} from './journal.ts';
import type {PlannedStep} from './plan.ts';
import type {BatchEntry} from './recovery.ts';
import type {Session} from './session.ts';
import type {Transaction} from './transaction.ts';

/** What batches are carried out with. */
interface Surroundings {
  readonly session: Session;
  readonly transaction: Transaction;
  readonly journal: Journal;
}

/** A statement that is carried out in batches, and how far a former run has come with it. */
interface Batched {
  readonly batches: Batches;
  readonly step: PlannedStep;
  readonly index: number;
  /** The statement's, from 1. */
  readonly number: number;
  readonly resumed: BatchEntry | undefined;
}

/**
 * Carries out a statement in batches. Each commits with the journal's note of the key that it has come to, so that
 * no row is done twice, however often the run is killed. `noted` is called in the transaction that ends it.
 */
export async function* inBatches(
  {session, transaction, journal}: Surroundings,
  {batches, step, index, number, resumed}: Batched,
  noted: () => Promise<void>,
): AsyncGenerator<RunEvent, void> {
  let after = resumed?.position;
  const entry =
    resumed?.entry ??
    (await journal.start(step, {kind: 'batch', statementNo: number, checksum: ''}));
  const [left] = await session.query<Count>(rowsLeft(batches, after));
  const of = Number(left?.n ?? 0);
  for (let rows = 0; ;) {
    await transaction.begin();
    const [next] = await session.query<Count & {key: string}>(nextBatch(batches, after));
    if (next === undefined) break;
    await session.execute(batchUpdate(batches, {after, upTo: next.key}));
    await journal.moveTo(entry, next.key);
    await transaction.commit();
    after = next.key;
    rows += Number(next.n);
    yield {kind: 'progress', index, number, rows, of: Math.max(of, rows)};
    await breath();
  }
  await journal.end(entry, 'done');
  await noted();
  await transaction.commit();
}

interface Count extends Readonly<Record<string, unknown>> {
  /** A driver may give what is counted as text. */
  readonly n: number | string;
}
