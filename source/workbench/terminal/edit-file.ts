import {spawn} from 'node:child_process';
import {setTimeout as delay} from 'node:timers/promises';
import {AthanorError} from '../../errors.ts';
import {withSignals} from './signals.ts';
import type {Suspend} from './suspend.ts';

/** Where the editor takes place. */
export interface EditOptions {
  readonly suspend: Suspend;
  /** The editor and its options: see `editorCommand`. */
  readonly command: readonly string[];
  readonly stdout?: Pick<NodeJS.WriteStream, 'write'>;
}

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly error?: Error;
}

/**
 * Ctrl-C and Ctrl-Z in an editor that leaves the terminal cooked reach this process too: the first is the
 * editor's alone, the second stops both.
 */
const editing = [
  ['SIGINT', 'ignored'],
  ['SIGTSTP', 'default'],
] as const;

/**
 * Lets the person edit a file in their editor and takes the terminal back when it ends.
 *
 * Throws `editor_failed` when the editor cannot be started or does not end with 0; the file is then to be
 * taken as untouched, whatever is in it.
 */
export async function editFile(
  file: string,
  {suspend, command, stdout = process.stdout}: EditOptions,
): Promise<void> {
  let ending: Ending | undefined;
  await suspend(async () => {
    await withSignals(editing, async () => {
      ending = await run(command, file);
      // Ink enters the alternate screen where the cursor stands: home its column first.
      stdout.write('\r\n');
      // The Ctrl-C that ended the editor may be delivered here only now.
      await delay(20);
    });
  });
  if (ending && ending.code !== 0) throw editorFailed(command, ending);
}

function run([program = 'vi', ...options]: readonly string[], file: string): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(program, [...options, file], {stdio: 'inherit'});
    child.once('error', (error) => resolve({code: null, signal: null, error}));
    child.once('exit', (code, signal) => resolve({code, signal}));
  });
}

function editorFailed(
  [program = 'vi']: readonly string[],
  {code, signal, error}: Ending,
): AthanorError {
  const how = error
    ? `could not be started: ${error.message}`
    : `ended with ${signal ?? String(code)}`;
  return new AthanorError('editor_failed', `the editor ${program} ${how}`, {
    hint: error
      ? 'set ATHANOR_EDITOR, VISUAL or EDITOR to an editor that is installed'
      : 'nothing was taken over: edit again, and leave the editor without an error',
    cause: error,
  });
}
