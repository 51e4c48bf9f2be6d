import {AthanorError} from '../errors.ts';
import type {Session} from './session.ts';

/**
 * The session for what Athanor asks for itself: the lock, the version rows, the journal. What the database
 * refuses there is no fault of a revision, and none is named.
 *
 * Throws `read_only` where the database cannot be written, `own_query_failed` for all else.
 */
export function ownQueries(session: Session): Session {
  return {
    ...session,
    execute: (sql) => own(session.execute(sql)),
    query: (sql) => own(session.query(sql)),
    tryLock: () => own(session.tryLock()),
    lockHolder: () => own(session.lockHolder()),
  };
}

async function own<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AthanorError) throw error;
    throw refused(error);
  }
}

function refused(cause: unknown): AthanorError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const said = cause instanceof Error ? cause.message : String(cause);
  const [, meaning] = meanings.find(([pattern]) => pattern.test(code)) ?? [];
  const details = {sqlstate: code === '' ? undefined : code, serverMessage: said};
  if (meaning?.isReadOnly === true) {
    return new AthanorError('read_only', `the database cannot be written: ${said}`, {
      hint: meaning.hint,
      details,
      cause,
    });
  }
  return new AthanorError(
    'own_query_failed',
    `the database refused what Athanor keeps of its own there: ${said}`,
    {
      hint: meaning?.hint ?? 'remove the cause; "athanor current" tells where the database stands',
      details,
      cause,
    },
  );
}

/** What the driver's code means, and what to do about it. */
const meanings: readonly (readonly [
  code: RegExp,
  meaning: {readonly hint: string; readonly isReadOnly?: true},
])[] = [
  [
    /^SQLITE_(?:READONLY|CANTOPEN)/,
    {
      hint: "whoever runs this has to have the right to write the database's file and in its directory, where SQLite keeps a journal and Athanor a lock",
      isReadOnly: true,
    },
  ],
  [
    /^25006$/,
    {
      hint: 'is it a replica? name the primary server; else default_transaction_read_only is on for the role or the database',
      isReadOnly: true,
    },
  ],
  [
    /^42501$/,
    {
      hint: 'give the role the right to make, read and write athanor_version and athanor_log, or use another role',
    },
  ],
  [/^(?:SQLITE_FULL|53100$)/, {hint: 'make room on the disk, then run the command again'}],
  [
    /^SQLITE_(?:BUSY|LOCKED)/,
    {hint: 'another program is writing the database: run the command again when it has ended'},
  ],
];
