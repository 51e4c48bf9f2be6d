import {PassThrough} from 'node:stream';
import {run} from '../../source/cli/run.ts';

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Types a command line in a directory, in process, without a terminal. */
export async function typed(
  directory: string,
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  const [stdout, stderr, stdin] = [new Pipe(), new Pipe(), new Pipe()];
  const code = await run(words, {
    directory,
    variables,
    stdin,
    stdout,
    stderr,
    openWorkbench: () => Promise.reject(new Error('there is no terminal')),
  });
  return {code, out: read(stdout), err: read(stderr)};
}

/** Neither end of a pipe is a terminal. */
class Pipe extends PassThrough {
  readonly isTTY = false;
}

function read(from: Pipe): string {
  const chunk: unknown = from.read();
  return Buffer.isBuffer(chunk) ? chunk.toString() : '';
}
