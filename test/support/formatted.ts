import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {promisify} from 'node:util';

const run = promisify(execFile);
const formatter = resolve('node_modules/.bin/oxfmt');
const settings = resolve('.oxfmtrc.json');

/** TypeScript source as the project's formatter leaves it. */
export async function formatted(source: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'athanor-format-'));
  try {
    const file = join(directory, 'source.ts');
    await writeFile(file, source);
    await run(formatter, ['-c', settings, file], {cwd: directory});
    return await readFile(file, 'utf8');
  } finally {
    await rm(directory, {recursive: true, force: true});
  }
}
