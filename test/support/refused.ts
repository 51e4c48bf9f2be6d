import {AthanorError} from '../../source/errors.ts';

/** The error with which a run ends. Anything that Athanor does not throw on purpose is thrown on. */
export async function failure(run: Promise<unknown>): Promise<AthanorError> {
  const error: unknown = await run.then(
    () => new Error('it went well'),
    (reason: unknown) => reason,
  );
  if (error instanceof AthanorError) return error;
  throw error;
}
