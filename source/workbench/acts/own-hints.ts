import {AthanorError, type ErrorCode} from '../../errors.ts';

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

const hints: {readonly [Code in ErrorCode]?: (error: AthanorError) => string | undefined} = {
  loss: () => 'r makes the plan again, with what would be lost now; then y asks for the number',
  plan_changed: () => 'r makes the plan again, from where the database stands now',
  protected: () => 'r makes the plan again; then y asks for the name of the environment',
  not_supported: () =>
    'in athanor.config.ts, transaction: "revision" lets each step commit by itself',
  statement_failed: ({hint = '', details}) => {
    // What stays of a step, or a connection that is lost, is more than a file that has to be mended.
    if (!Array.isArray(details?.['rows']) || details['statementsThatStay'] !== 0) return hint;
    const again = 'e edits the revision and makes the plan again; r makes it again as it is';
    const [own, mend] = hint.split('; then run "athanor');
    return mend === undefined
      ? again
      : `${own}; then r makes the plan again, or e edits the revision`;
  },
};

/** The error with a hint in the keys of the workbench, where a command line would be of no help. */
export function inOwnKeys(error: AthanorError): AthanorError {
  const {code, message, details, cause} = error;
  const hint = hints[code]?.(error);
  return hint === undefined ? error : new AthanorError(code, message, {hint, details, cause});
}
