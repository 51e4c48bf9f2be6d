import {AsyncLocalStorage} from 'node:async_hooks';
import {setImmediate as turn} from 'node:timers/promises';
import {AthanorError} from '../errors.ts';

/** Whose code runs: of several runs in one process each hears of its own. */
const running = new AsyncLocalStorage<StrayErrors>();

/**
 * Catches what the user's own code throws where nobody waits for it: in a timer, or in a promise that was
 * let go. It would end the process in the middle of a step; so it ends the run, which rolls back and says so.
 */
export class StrayErrors implements AsyncDisposable {
  readonly #stray = Promise.withResolvers<never>();
  #caught: AthanorError | undefined;
  /** The code that ran last; nothing is listened for before the first. */
  #name: string | undefined;

  constructor() {
    this.#stray.promise.catch(() => undefined);
  }

  /** Runs code of this name to its end, or to the first stray error. */
  async during<Result>(name: string, perform: () => Promise<Result>): Promise<Result> {
    if (this.#name === undefined) {
      process.on('unhandledRejection', this.#catch);
      process.on('uncaughtException', this.#catch);
    }
    this.#name = name;
    return Promise.race([running.run(this, perform), this.#stray.promise]);
  }

  /** As `check`, of what has failed by now: that nobody waits for it is known after this turn. */
  async settled(): Promise<void> {
    await turn();
    this.check();
  }

  /** Throws `statement_failed` if there was any. */
  check(): void {
    if (this.#caught !== undefined) throw this.#caught;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#name === undefined) return;
    // What the run has failed of may be told once more in this turn.
    await turn();
    process.off('unhandledRejection', this.#catch);
    process.off('uncaughtException', this.#catch);
  }

  readonly #catch = (error: unknown): void => {
    const owner = running.getStore();
    if (this.#caught !== undefined || (owner !== undefined && owner !== this)) return;
    const said = error instanceof Error ? error.message : String(error);
    this.#caught = new AthanorError(
      'statement_failed',
      `what run ${String(this.#name)} began and did not wait for has failed: ${said}`,
      {hint: 'await all that the function begins', details: {run: this.#name}, cause: error},
    );
    this.#stray.reject(this.#caught);
  };
}
