const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Takes signals over for work that has to be left in order; until it is asked, they end the program as ever. */
export interface Interruptible {
  /** Aborted by the first signal, with its name as the reason. A second one ends the program at once. */
  readonly signal: () => AbortSignal;
  readonly stopListening: () => void;
}

/** Signals of this process, taken over on demand. `tell` is called when one has come. */
export function interruptible(tell: () => void): Interruptible {
  const controller = new AbortController();
  let listening = false;
  const interrupt = (name: NodeJS.Signals) => {
    stopListening();
    tell();
    controller.abort(name);
  };
  const stopListening = () => {
    for (const name of signals) process.off(name, interrupt);
    listening = false;
  };
  return {
    signal: () => {
      if (!listening && !controller.signal.aborted) {
        listening = true;
        for (const name of signals) process.on(name, interrupt);
      }
      return controller.signal;
    },
    stopListening,
  };
}
