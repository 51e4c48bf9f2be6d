import {setTimeout as sleep} from 'node:timers/promises';
import {AthanorError} from '../errors.ts';
import type {RunEvent} from './events.ts';
import type {Session} from './session.ts';

/** The pauses between two attempts, in milliseconds: each longer than the last, up to a second. */
const pauses = {first: 25, longest: 1000};

/**
 * Takes the lock, trying again and again outside any transaction: a waiter that held a snapshot would
 * stop an index from being built concurrently. Who holds it is told at each attempt.
 *
 * Throws `locked` when the patience is over, `pooled_connection`.
 */
export async function* waitForLock(
  session: Session,
  patience: number,
): AsyncGenerator<RunEvent, void> {
  const start = performance.now();
  for (let pause = pauses.first; ; pause = Math.min(pause * 2, pauses.longest)) {
    const holder = await session.tryLock();
    if (holder === undefined) return;
    const milliseconds = Math.round(performance.now() - start);
    if (milliseconds >= patience) {
      throw new AthanorError('locked', `another run holds the lock: ${holder.description}`, {
        hint: 'wait until it has ended; the lock goes with its connection and need not be freed by hand',
        details: {holder: holder.description, milliseconds},
      });
    }
    yield {kind: 'lockWaiting', holder, milliseconds};
    // Two that wait do not stay in step.
    await sleep(Math.min(pause * (0.5 + Math.random()), patience));
  }
}
