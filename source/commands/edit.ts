import {spawn} from 'node:child_process';
import {AthanorError} from '../errors.ts';
import {editorCommand} from './editor-command.ts';
import type {Project} from './project.ts';
import {revisionsOf} from './show.ts';

export interface EditInput {
  /** As `show` takes them: ids, labels, `heads`, `current`. */
  readonly targets: readonly string[];
}

/** The files that targets name. */
export interface Edited {
  /** Absolute, in the order of the targets. */
  readonly files: readonly string[];
}

/** The files of these revisions. Throws what resolving throws, and `revision_not_found` where a target names none. */
export async function filesToEdit(
  project: Pick<Project, 'config' | 'database' | 'graph' | 'script'>,
  {targets}: EditInput,
): Promise<Edited> {
  const revisions = await revisionsOf(project, targets);
  if (revisions.length > 0) return {files: revisions.map((id) => project.script(id).path)};
  throw new AthanorError('revision_not_found', `${targets.join(' ')} names no revision file`, {
    hint: 'athanor history lists the revisions',
  });
}

/**
 * Opens files in the person's editor, on the terminal of this process, and waits for its end. Throws `editor_failed`
 * where it cannot be started or ends with an error.
 */
export async function openInEditor(
  files: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const [program = 'vi', ...options] = editorCommand(variables);
  const {promise, resolve} = Promise.withResolvers<string | undefined>();
  const child = spawn(program, [...options, ...files], {stdio: 'inherit'});
  child.once('error', ({message}) => resolve(`could not be started: ${message}`));
  child.once('exit', (code, signal) =>
    resolve(code === 0 ? undefined : `ended with ${signal ?? String(code)}`),
  );
  const failure = await promise;
  if (failure === undefined) return;
  throw new AthanorError('editor_failed', `the editor ${program} ${failure}`, {
    hint: 'ATHANOR_EDITOR, VISUAL or EDITOR names the editor',
  });
}
