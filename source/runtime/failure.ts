import type {Statement} from '../dialects/statement.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {statementText, type PlannedStep} from './plan.ts';

/** Where a run was when it failed. */
export interface Failure {
  readonly step: PlannedStep;
  /** Counted from 1 within the step; `undefined` between statements. */
  readonly number: number | undefined;
  readonly statement: Statement | undefined;
  /** How many statements of the step stay although it failed. */
  readonly stays: number;
  /** Version rows as they are now; `undefined` when the database no longer answers. */
  readonly rows: readonly RevisionId[] | undefined;
  readonly cause: unknown;
}

/** The error for a step that failed: what it was, what the server said, where the database stands, what to type next. */
export function stepFailed(failure: Failure): AthanorError {
  const {step, number, statement, stays, rows, cause} = failure;
  const {revision, direction, message} = step;
  const place =
    number === undefined
      ? ''
      : ` in statement ${String(number)} of ${String(step.statements.length)}`;
  const said = inWordsOfTheUser(serverSaid(cause), statement);
  return new AthanorError(
    'statement_failed',
    `${direction} of ${revision} (${message}) failed${place}: ${said.message}${detailOf(said)}\n${whereItStands(rows)}; ${whatStays(failure)}`,
    {
      hint: hint(failure),
      details: {
        revision,
        direction,
        statement: number,
        sql: statement === undefined ? undefined : statementText(statement),
        sqlstate: said.code,
        serverMessage: said.message,
        serverDetail: said.detail,
        position: said.position,
        rows,
        statementsThatStay: stays,
      },
      cause,
    },
  );
}

/** What the driver's error tells. */
interface ServerSaid {
  readonly message: string;
  /** SQLSTATE, or SQLite's name for the error. */
  readonly code: string | undefined;
  readonly detail: string | undefined;
  /** In characters of the statement, from 1. */
  readonly position: number | undefined;
}

/** Reads what the driver's error tells. */
function serverSaid(error: unknown): ServerSaid {
  const members = new Map<string, unknown>(
    typeof error === 'object' && error !== null ? Object.entries(error) : [],
  );
  const code =
    members.get('code') ?? (error instanceof Error && 'code' in error ? error.code : undefined);
  const position = Number(members.get('position'));
  const detail = members.get('detail');
  return {
    message: error instanceof Error ? error.message : String(error),
    code: typeof code === 'string' ? code : undefined,
    detail: typeof detail === 'string' ? detail : undefined,
    position: position > 0 ? position : undefined,
  };
}

/** While a table is made anew it has another name, which means nothing to anybody else. */
function inWordsOfTheUser(said: ServerSaid, statement: Statement | undefined): ServerSaid {
  if (statement?.kind !== 'sql' || statement.foreignKeysOff !== true) return said;
  return {...said, message: said.message.replaceAll(/\b_athanor_(?=\S)/g, '')};
}

/** Which row it was, for one. */
const detailOf = ({detail}: ServerSaid): string => (detail === undefined ? '' : ` (${detail})`);

function whereItStands(rows: readonly RevisionId[] | undefined): string {
  if (rows === undefined) return 'the database no longer answers, so where it stands is not known';
  return `the database stands at ${rows.length === 0 ? 'base' : rows.join(', ')}`;
}

/** A connection that is lost between the statements may have been lost while the commit was on its way. */
function whatStays({number, statement, stays, rows}: Failure): string {
  if (rows === undefined && number === undefined)
    return 'whether this step was committed is not known either';
  if (rows === undefined && statement?.transactional === false)
    return `whether statement ${String(number)}, outside the transaction, took effect is not known either`;
  return stays === 0
    ? 'nothing of this step stays'
    : `statements 1 to ${String(stays)} of this step stay, since they ran outside its transaction or before one that did`;
}

function hint({step: {revision, direction}, stays, rows, cause}: Failure): string {
  if (rows === undefined) {
    return 'when the database answers again, "athanor current" shows where it stands; the next run finds in the journal what was committed, and goes on from there';
  }
  if (direction === 'stamp') return `run "athanor stamp ${revision}" again`;
  if (direction === 'revert')
    return 'put by hand what stands in the way, and run "athanor revert" again';
  const target = direction === 'upgrade' ? revision : `${revision}-1`;
  const again = `run "athanor ${direction} ${target}" again`;
  const mend =
    cause instanceof AthanorError && cause.hint !== undefined
      ? `${cause.hint}; then`
      : `mend ${revision} and`;
  return stays === 0
    ? `${mend} ${again}`
    : `remove the cause, leave the first ${String(stays)} statements of ${revision} as they are, and ${again}: it goes on after them`;
}
