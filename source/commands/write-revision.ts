import {spawn} from 'node:child_process';
import {delimiter, dirname, join, resolve} from 'node:path';
import type {PostWrite, PostWriteCommand} from '../config/config.ts';
import {AthanorError} from '../errors.ts';
import {readScriptFile} from '../script/read-directories.ts';
import {writeScript} from '../script/write-script.ts';
import type {RevisionDraft} from './draft-revision.ts';
import type {Project} from './project.ts';

/**
 * Writes a drafted revision, and does to it what the configuration says under `postWrite`. Never over another
 * file: throws `file_exists`. Where something of `postWrite` fails the file stays, and `hook_failed` names both.
 */
export async function writeRevision(
  {config: {directory, postWrite}}: Pick<Project, 'config'>,
  {path, text}: Pick<RevisionDraft, 'path' | 'text'>,
): Promise<void> {
  writeScript(path, text);
  for (const each of postWrite) await performed(each, path, directory);
  if (postWrite.length > 0) readScriptFile(path);
}

async function performed(each: PostWrite, path: string, directory: string): Promise<void> {
  try {
    if (typeof each === 'function') await each(path);
    else await started(each, path, directory);
  } catch (error) {
    const name = typeof each === 'function' ? each.name || 'a function' : each.command.join(' ');
    const said = error instanceof Error ? error.message : String(error);
    throw new AthanorError(
      'hook_failed',
      `${path} was written, but "${name}" of postWrite failed: ${said}`,
      {
        hint: 'the revision stays as it was written: look at it, and mend what was to be done to it or "postWrite" in the configuration',
        details: {path, hook: 'postWrite', command: name},
        cause: error,
      },
    );
  }
}

/** Starts a program without a shell and waits for its end. What it prints is told where it fails. */
function started(
  {command, directory = '.'}: PostWriteCommand,
  path: string,
  root: string,
): Promise<void> {
  const [program = '', ...rest] = command;
  const isNamed = rest.some((word) => word.includes('{file}'));
  const words = (isNamed ? rest : [...rest, '{file}']).map((word) =>
    word.replaceAll('{file}', path),
  );
  const cwd = resolve(root, directory);
  const env = {...process.env, PATH: [...binaries(cwd), process.env['PATH']].join(delimiter)};
  return new Promise((done, fail) => {
    const child = spawn(program, words, {cwd, env, stdio: ['ignore', 'pipe', 'pipe']});
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (part: string) => (printed += part));
    }
    child.once('error', fail);
    child.once('close', (code, signal) => {
      if (code === 0) done();
      else fail(new Error(`ended with ${signal ?? String(code)}${tail(printed)}`));
    });
  });
}

function tail(printed: string): string {
  const lines = printed.trim().split('\n').slice(-10).join('\n');
  return lines === '' ? '' : `\n${lines}`;
}

/** Where packages put their programs, from a directory upwards. */
function binaries(directory: string): readonly string[] {
  const own = join(directory, 'node_modules', '.bin');
  return dirname(directory) === directory ? [own] : [own, ...binaries(dirname(directory))];
}
