import type {Suspend} from './suspend.ts';

/** How long a stop may take to arrive, in milliseconds, before it counts as refused. */
const patience = 500;

/** Stops the process as Ctrl-Z does, and makes a stop from outside leave the terminal usable as well. */
export interface JobControl {
  /** Gives the terminal to the shell until `fg`. */
  stop(): Promise<void>;
  /** Takes the handler off again. */
  [Symbol.dispose](): void;
}

/** Takes over job control, which raw mode takes away from the terminal. */
export function jobControl(suspend: Suspend): JobControl {
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= suspend(async () => {
      process.off('SIGTSTP', onStop);
      await stopGroup();
      process.on('SIGTSTP', onStop);
    }).finally(() => {
      stopping = undefined;
    });
    return stopping;
  };
  const onStop = (): void => void stop();
  process.on('SIGTSTP', onStop);
  return {
    stop,
    [Symbol.dispose]: () => {
      process.off('SIGTSTP', onStop);
    },
  };
}

/** Stops the whole process group, npm included, so that the shell gets its prompt; returns when continued. */
function stopGroup(): Promise<void> {
  return new Promise((resolve) => {
    const goOn = (): void => {
      clearTimeout(refused);
      process.off('SIGCONT', goOn);
      resolve();
    };
    // A group without a shell above it cannot be stopped, and nothing would ever continue it.
    const refused = setTimeout(goOn, patience);
    process.on('SIGCONT', goOn);
    process.kill(0, 'SIGTSTP');
  });
}
