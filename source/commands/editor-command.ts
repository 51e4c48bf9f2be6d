import {shellWords} from './shell-words.ts';

/** The variables that name an editor, first one first. */
const variables = ['ATHANOR_EDITOR', 'VISUAL', 'EDITOR'];

/** Editors that return at once unless they are told to wait for the window. */
const impatient = new Set(['code', 'code-insiders', 'codium', 'cursor', 'subl', 'windsurf', 'zed']);

/** The editor that the person chose, as words to run with the file behind them; `vi` if none was. */
export function editorCommand(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const chosen = variables.map((name) => environment[name]?.trim()).find(Boolean);
  const [program = 'vi', ...options] = shellWords(chosen ?? 'vi');
  return [program, ...waiting(program, options), ...options];
}

function waiting(program: string, options: readonly string[]): readonly string[] {
  const name = program
    .replace(/^.*[\\/]/, '')
    .replace(/\.(?:exe|cmd)$/i, '')
    .toLowerCase();
  if (!impatient.has(name) || options.includes('--wait') || options.includes('-w')) return [];
  return ['--wait'];
}
