import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {openProject} from '../commands/open-project.ts';
import type {RevisionDraft} from '../commands/draft-revision.ts';
import {AthanorError, asAthanorError} from '../errors.ts';
import type {CheckedDraft, EditedDraft} from './ports.ts';

interface EditDraftOptions {
  /** Lets the person edit a file. */
  readonly edit: (file: string) => Promise<void>;
  /** The directories in which the revisions lie that are there. */
  readonly revisions: readonly string[];
}

/**
 * Lets a draft be edited in a directory beside the revisions, where its imports mean what they will mean, and reads
 * it there as a revision among the others. Nothing stays of that directory.
 */
export async function editDraft(
  {path, text}: RevisionDraft,
  {edit, revisions}: EditDraftOptions,
): Promise<EditedDraft> {
  const beside = dirname(dirname(path));
  await mkdir(beside, {recursive: true});
  const directory = await mkdtemp(join(beside, '.athanor-draft-'));
  try {
    const file = join(directory, basename(path));
    await writeFile(file, text);
    await edit(file);
    const edited = await readFile(file, 'utf8');
    return {text: edited, result: await result(file, [...revisions, directory])};
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}

async function result(file: string, revisions: readonly string[]): Promise<EditedDraft['result']> {
  try {
    return {kind: 'good', checked: await check(file, revisions)};
  } catch (error) {
    const {message, hint} = asAthanorError(error);
    return {kind: 'bad', message: message.replaceAll(file, basename(file)), hint};
  }
}

/** Reads the file as the project would: its header among the others, and what it records both ways. */
async function check(file: string, revisions: readonly string[]): Promise<CheckedDraft> {
  // Below the draft, so that it is not taken for a revision itself.
  const directory = join(dirname(file), 'configuration');
  const configuration = join(directory, 'athanor.config.mjs');
  await mkdir(directory, {recursive: true});
  await writeFile(configuration, `export default ${JSON.stringify({revisions})};\n`);
  await using project = await openProject({directory, file: configuration});
  const script = project.scripts.find(({path}) => path === file);
  if (script === undefined) {
    throw new AthanorError('bad_script', `${basename(file)} is no revision any more`);
  }
  const {upgrade, downgrade} = await project.recorded(script.id);
  return {
    revision: script.id,
    message: script.message,
    upgrade: upgrade.length,
    downgrade: downgrade?.length,
  };
}
