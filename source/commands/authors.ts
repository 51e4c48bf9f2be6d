import {execFile} from 'node:child_process';
import {basename} from 'node:path';
import {promisify} from 'node:util';
import type {RevisionId} from '../graph/revision.ts';
import type {Project} from './project.ts';

const run = promisify(execFile);
const mark = '\u0001';

/** Who brought each revision file into Git; nobody, where there is no Git or it does not know the file yet. */
export async function authors(
  project: Pick<Project, 'config' | 'scripts'>,
): Promise<ReadonlyMap<RevisionId, string>> {
  const {directory, revisions} = project.config;
  const words = ['log', '--diff-filter=A', '--name-only', `--format=${mark}%an`, '--'];
  const told = await run('git', [...words, ...revisions], {
    cwd: directory,
    maxBuffer: 2 ** 27,
  }).catch(() => undefined);
  if (told === undefined) return new Map();
  const byFile = authorsByFile(told.stdout);
  return new Map(
    project.scripts.flatMap(({id, path}) => {
      const author = byFile.get(basename(path));
      return author === undefined ? [] : [[id, author] as const];
    }),
  );
}

/** The names of files are told as they are only where they are plain, and those of revisions are unique by their id. */
function authorsByFile(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const commit of text.split(mark).slice(1)) {
    const [author = '', ...files] = commit.split('\n');
    for (const file of files) if (file !== '') found.set(basename(file), author);
  }
  return found;
}
