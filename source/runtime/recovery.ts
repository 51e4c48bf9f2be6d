import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {newestEntries, type LogEntry} from './journal.ts';
import {statementsHash, type Plan, type PlannedStep} from './plan.ts';
import type {Session} from './session.ts';
import type {VersionTables} from './version-tables.ts';

/** A step that a former run did not bring to its end. */
export interface Interruption {
  readonly step: LogEntry;
  /** The last part of it that was noted, if it was cut into parts. */
  readonly part: LogEntry | undefined;
  /** How many of its statements have taken effect for good. */
  readonly done: number;
  /** How far the next statement has come, if it is carried out in batches. */
  readonly batch: BatchEntry | undefined;
  /** Whether the next statement, outside any transaction, was under way when the run was killed. */
  readonly inDoubt: boolean;
}

/** How far a statement in batches has come. */
export interface BatchEntry {
  /** The journal's entry of it. */
  readonly entry: number;
  /** The key up to which rows are done, a literal; absent before the first batch. */
  readonly position: string | undefined;
}

/** A step that has begun and not come to its end, as far as something of it stays. */
export interface UnfinishedStep {
  readonly revision: RevisionId;
  readonly direction: LogEntry['direction'];
  /** How many of its statements are done. */
  readonly statements: number;
  /** Whether it cannot be known if the one after them took effect. */
  readonly inDoubt: boolean;
}

/** From where the first step of a plan is to be carried out. */
export interface Resumption {
  /** How many of its statements have taken effect already. */
  readonly done: number;
  /** SQL that clears away what an attempt that did not end left of the next statement. */
  readonly restart: string | undefined;
  /** How far the first of the others has come, if it is carried out in batches. */
  readonly batch: BatchEntry | undefined;
  /** The journal's entry of the part that was in doubt. */
  readonly settled: number | undefined;
  /** The journal's entry of the former attempt. */
  readonly entry: number;
  readonly message: string;
}

/** How a statement in doubt, which nothing can clear away, is to be taken: it has happened, or is run again. */
export type Doubt = 'done' | 'again';

/** The step that the last run left unfinished, if it did. Changes nothing. */
export async function findInterruption(
  session: Session,
  tables: VersionTables,
): Promise<Interruption | undefined> {
  const [step] = await newestEntries(session, tables, {where: `kind = 'step'`, limit: 1});
  if (step === undefined || step.outcome === 'done') return undefined;
  const parts = await newestEntries(session, tables, {
    where: `kind = 'part' and id > ${String(step.id)}`,
    limit: 1000,
  });
  const done = Math.max(
    step.statementNo,
    ...parts.filter(({outcome}) => outcome === 'done').map(({statementNo}) => statementNo),
  );
  const [part] = parts;
  if (step.outcome !== 'started' && done === 0 && part === undefined) return undefined;
  // One that was settled is noted as killed, before the step begins anew.
  const inDoubt = part?.outcome === 'started' || part?.outcome === 'killed';
  const [batch] = await newestEntries(session, tables, {
    where: `kind = 'batch' and outcome = 'started' and statement_no = ${String(done + 1)}`,
    limit: 1,
  });
  return {step, part, done, inDoubt, batch: batch && batchEntry(batch)};
}

const batchEntry = ({id, checksum}: LogEntry): BatchEntry => ({
  entry: id,
  position: checksum === '' ? undefined : checksum,
});

/** The step that stands half done, if one does. Changes nothing. */
export async function findUnfinished(
  session: Session,
  tables: VersionTables,
): Promise<UnfinishedStep | undefined> {
  const interruption = await findInterruption(session, tables);
  if (interruption === undefined || leftNothing(interruption)) return undefined;
  const {step, done, inDoubt} = interruption;
  const {revision, direction} = step;
  return {revision, direction, statements: done, inDoubt};
}

/**
 * How the plan goes on from an interruption: `undefined` when nothing of the interrupted step stayed.
 *
 * Throws `interrupted` when the plan goes elsewhere, when the step has become another since, or when it
 * cannot be known whether a statement took effect.
 */
export function resume(
  interruption: Interruption,
  {steps: [step]}: Plan,
  doubt: Doubt | undefined,
): Resumption | undefined {
  if (step === undefined || step.direction === 'stamp' || leftNothing(interruption))
    return undefined;
  const {done, step: entry} = interruption;
  if (!isSameStep(step, entry)) throw elsewhere(interruption);
  if (!isSameText(interruption, step)) throw changed(interruption, step);
  const message = `${entry.direction} of ${entry.revision} stopped after statement ${String(done)} of ${String(step.statements.length)}`;
  const settled = interruption.inDoubt ? interruption.part?.id : undefined;
  return {...nextStatement(interruption, step, doubt), settled, entry: entry.id, message};
}

/** Where to go on: at the statement that did not end, unless it is said to have happened. */
function nextStatement(
  interruption: Interruption,
  step: PlannedStep,
  doubt: Doubt | undefined,
): Pick<Resumption, 'done' | 'restart' | 'batch'> {
  const {done, part, inDoubt, batch} = interruption;
  // Each batch commits with the note of it, so that nothing is in doubt.
  if (isBatched(step.statements[done])) return {done, restart: undefined, batch};
  const restart =
    inDoubt || part?.outcome === 'failed' ? restartOf(step.statements[done]) : undefined;
  if (!inDoubt || restart !== undefined) return {done, restart, batch: undefined};
  if (doubt === undefined) throw inDoubtError(interruption, step);
  return {done: doubt === 'done' ? done + 1 : done, restart: undefined, batch: undefined};
}

const isBatched = (statement: PlannedStep['statements'][number] | undefined): boolean =>
  statement?.kind === 'sql' && statement.batches !== undefined;

const leftNothing = ({done, part, inDoubt, batch}: Interruption): boolean =>
  done === 0 && !inDoubt && batch?.position === undefined && part?.outcome !== 'failed';

const isSameStep = (step: PlannedStep, {revision, direction}: LogEntry): boolean =>
  step.revision === revision && step.direction === direction;

/** The journal has a hash of the statements that are done, and of one more while it is under way. */
function isSameText({step: entry, part, done}: Interruption, {statements}: PlannedStep): boolean {
  const count = part === undefined || part.outcome === 'done' ? done : done + 1;
  return (part ?? entry).checksum === statementsHash(statements.slice(0, count));
}

const restartOf = (statement: PlannedStep['statements'][number] | undefined): string | undefined =>
  statement?.kind === 'sql' ? statement.restart : undefined;

function elsewhere({step, done}: Interruption): AthanorError {
  return new AthanorError(
    'interrupted',
    `${step.direction} of ${step.revision} stopped in the middle, after statement ${String(done)}, and what it did stays`,
    {
      hint: `finish it first with "athanor ${step.direction} ${step.revision}", or put the database right by hand and say where it stands with "athanor stamp"`,
      details: {
        revision: step.revision,
        direction: step.direction,
        statement: done,
        startedAt: step.startedAt,
      },
    },
  );
}

function changed({step, done}: Interruption, {revision}: PlannedStep): AthanorError {
  return new AthanorError(
    'interrupted',
    `${step.direction} of ${revision} stopped after statement ${String(done)}, and its first statements are others now`,
    {
      hint: `restore the file as it was when the run began (${step.startedAt}), finish the step, and change it in a new revision`,
      details: {revision, direction: step.direction, statement: done, startedAt: step.startedAt},
    },
  );
}

function inDoubtError(
  {step, done}: Interruption,
  {revision, statements}: PlannedStep,
): AthanorError {
  const next = statements[done];
  const sql = next?.kind === 'sql' ? next.sql : '';
  return new AthanorError(
    'interrupted',
    `${step.direction} of ${revision} was killed in statement ${String(done + 1)}, outside any transaction; it cannot be known whether it took effect: ${sql}`,
    {
      hint: 'look whether it did, and run the command again with --interrupted done or --interrupted again',
      details: {
        revision,
        direction: step.direction,
        statement: done + 1,
        sql,
        startedAt: step.startedAt,
      },
    },
  );
}
