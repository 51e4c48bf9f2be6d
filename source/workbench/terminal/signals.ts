/** Runs work while these signals do what they do to a program that knows nothing of them; then all is as before. */
export async function withSignals<Answer>(
  plan: readonly (readonly [NodeJS.Signals, 'default' | 'ignored'])[],
  work: () => Promise<Answer>,
): Promise<Answer> {
  const restore = plan.map(([signal, wish]) => setAside(signal, wish));
  try {
    return await work();
  } finally {
    for (const undo of restore) undo();
  }
}

function setAside(signal: NodeJS.Signals, wish: 'default' | 'ignored'): () => void {
  const listeners = process.listeners(signal);
  process.removeAllListeners(signal);
  if (wish === 'ignored') process.on(signal, ignore);
  return () => {
    process.off(signal, ignore);
    for (const listener of listeners) process.on(signal, listener);
  };
}

function ignore(): void {}
