import {AthanorError, type ErrorCode} from '../../errors.ts';
import type {KeyTable} from '../keys/key-table.ts';
import {keyFor} from '../keys/key-words.ts';

const refusals: ReadonlySet<ErrorCode> = new Set([
  'loss',
  'plan_changed',
  'protected',
  'read_only',
]);

/** Whether nothing was tried, so that nothing can have failed. */
export function isRefusal({code}: AthanorError): boolean {
  return refusals.has(code);
}

/** The keys that these hints speak of. */
interface OwnKeys {
  readonly retry: string;
  readonly edit: string;
  readonly run: string;
}

const hints: {
  readonly [Code in ErrorCode]?: (error: AthanorError, keys: OwnKeys) => string | undefined;
} = {
  loss: (_, {retry, run}) =>
    `${retry} makes the plan again, with what would be lost now; then ${run} asks for the number`,
  plan_changed: (_, {retry}) => `${retry} makes the plan again, from where the database stands now`,
  protected: (_, {retry, run}) =>
    `${retry} makes the plan again; then ${run} asks for the name of the environment`,
  not_supported: () =>
    'in athanor.config.ts, transaction: "revision" lets each step commit by itself',
  statement_failed: ({hint = '', details}, {retry, edit}) => {
    // What stays of a step, or a connection that is lost, is more than a file that has to be mended.
    if (!Array.isArray(details?.['rows']) || details['statementsThatStay'] !== 0) return hint;
    const again = `${edit} edits the revision and makes the plan again; ${retry} makes it again as it is`;
    const [own, mend] = hint.split('; then run "athanor');
    return mend === undefined
      ? again
      : `${own}; then ${retry} makes the plan again, or ${edit} edits the revision`;
  },
};

/** The error with a hint in the keys of the workbench, where a command line would be of no help. */
export function inOwnKeys(error: AthanorError, table: KeyTable): AthanorError {
  const {code, message, details, cause} = error;
  const hint = hints[code]?.(error, {
    retry: keyFor(table, 'retry'),
    edit: keyFor(table, 'editFailed'),
    run: keyFor(table, 'runStep'),
  });
  return hint === undefined ? error : new AthanorError(code, message, {hint, details, cause});
}
