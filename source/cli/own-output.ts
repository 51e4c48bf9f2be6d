import {syncBuiltinESMExports} from 'node:module';

/** Standard output, kept for the program's own answers. */
export interface OwnOutput {
  readonly stdout: NodeJS.WriteStream;
  /** Gives it back for a program that draws on the whole screen; what others print is then dropped. */
  readonly onScreen: () => void;
}

/**
 * Keeps standard output for what the program answers: what the user's configuration, entities and
 * revisions print goes to standard error, so that a document on standard output stays one.
 */
export function ownOutput(): OwnOutput {
  const {stdout, stderr} = process;
  show(stderr);
  return {
    stdout,
    onScreen() {
      show(stdout);
      for (const name of ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir'] as const) {
        console[name] = () => undefined;
      }
    },
  };
}

function show(stream: NodeJS.WriteStream): void {
  Object.defineProperty(process, 'stdout', {configurable: true, enumerable: true, value: stream});
  // For those who say `import {stdout} from 'node:process'`.
  syncBuiltinESMExports();
}
