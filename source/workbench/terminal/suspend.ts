import type {SuspendTerminal} from 'ink';

/** How long a stop may take to arrive, in milliseconds, before it counts as refused. */
const patience = 500;

/** Stops the process as Ctrl-Z does, and makes a stop from outside leave the terminal usable as well. */
export interface JobControl {
  /** Gives the terminal to the shell until `fg`. */
  stop(): Promise<void>;
  /** Takes the handlers off again. */
  [Symbol.dispose](): void;
}

/** What job control needs of the process; `process` itself, but for tests. */
export interface Process {
  on(signal: 'SIGTSTP' | 'SIGCONT', listener: () => void): unknown;
  off(signal: 'SIGTSTP' | 'SIGCONT', listener: () => void): unknown;
  kill(pid: number, signal: 'SIGTSTP'): unknown;
}

/** Takes over job control, which raw mode takes away from the terminal. */
export function jobControl(suspendTerminal: SuspendTerminal, around: Process = process): JobControl {
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= suspendTerminal(() => stopGroup(around, onStop)).finally(() => {
      stopping = undefined;
    });
    return stopping;
  };
  const onStop = (): void => void stop();
  around.on('SIGTSTP', onStop);
  return {stop, [Symbol.dispose]: () => void around.off('SIGTSTP', onStop)};
}

/** Stops the whole process group, npm included, so that the shell gets its prompt; goes on when continued. */
async function stopGroup(around: Process, onStop: () => void): Promise<void> {
  around.off('SIGTSTP', onStop);
  await new Promise<void>((resolve) => {
    // Without a shell above it the group cannot be stopped and nothing will ever continue it.
    const refused = setTimeout(resolve, patience);
    const onContinue = (): void => {
      clearTimeout(refused);
      around.off('SIGCONT', onContinue);
      resolve();
    };
    around.on('SIGCONT', onContinue);
    around.kill(0, 'SIGTSTP');
  });
  around.on('SIGTSTP', onStop);
}
