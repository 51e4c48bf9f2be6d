import type {Ask} from '../connection.ts';

/**
 * Does something that leaves nothing behind, in a transaction of its own or, inside one, behind a
 * savepoint. Names are shown without their schema only when it is `public`, whatever the user's
 * `search_path` is.
 */
export async function scope<Result>(
  ask: Ask,
  inTransaction: boolean,
  perform: () => Promise<Result>,
): Promise<Result> {
  await ask(inTransaction ? 'savepoint athanor_scope' : 'begin read write');
  try {
    await ask("select pg_catalog.set_config('search_path', 'public', true)");
    return await perform();
  } finally {
    if (inTransaction) {
      await ask('rollback to savepoint athanor_scope');
      await ask('release savepoint athanor_scope');
    } else await ask('rollback');
  }
}
