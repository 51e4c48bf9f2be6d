import {existsSync, readdirSync, readFileSync, realpathSync} from 'node:fs';
import {renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {AthanorError} from '../errors.ts';

/** A file that is to have another text. */
export interface Replacement {
  readonly path: string;
  /** What it says now; another text there is somebody else's, and is not replaced. */
  readonly before: string;
  readonly after: string;
}

/** The ending of a file that keeps what was there, until all are replaced. */
export const keptEnding = '.athanor-before';

/**
 * Replaces the texts of files, of all of them or of none. All is written beside them first; then each is put in
 * place at once, and put back where a later one cannot be. Whoever is killed in between finds what was there in
 * `*.athanor-before`, is refused to go on with half of it, and has it put back by `putBack`. Throws `not_written`.
 */
export function replaceFiles(files: readonly Replacement[]): void {
  const prepared: Prepared[] = [];
  const made: string[] = [];
  const done: Prepared[] = [];
  const make = (path: string, text: string, mode: number) => {
    writeFileSync(path, text, {flag: 'wx', mode});
    made.push(path);
  };
  try {
    for (const file of files) {
      const path = realpathSync(file.path);
      const kept = `${path}${keptEnding}`;
      const ready = {...file, path, fresh: `${path}.athanor-${process.pid}`, kept};
      refuseChanged(ready);
      const {mode} = statSync(path);
      make(ready.fresh, file.after, mode);
      make(kept, file.before, mode);
      prepared.push(ready);
    }
    for (const ready of prepared) {
      refuseChanged(ready);
      renameSync(ready.fresh, ready.path);
      done.push(ready);
    }
  } catch (error) {
    for (const {kept, path} of done) renameSync(kept, path);
    throw error instanceof AthanorError ? error : notWritten(error);
  } finally {
    for (const path of made) rmSync(path, {force: true});
  }
}

/**
 * Puts back what replacements that were killed have left in these directories and all below: the paths of the files
 * that say again what they said before.
 */
export function putBack(directories: readonly string[]): readonly string[] {
  const all = [...new Set(directories)]
    .filter((directory) => existsSync(directory))
    .flatMap((directory) =>
      readdirSync(directory, {recursive: true, encoding: 'utf8'}).map((name) =>
        join(directory, name),
      ),
    );
  const kept = [...new Set(all)].filter((path) => path.endsWith(keptEnding));
  const paths = kept.map((path) => path.slice(0, -keptEnding.length));
  for (const path of paths) {
    renameSync(path + keptEnding, path);
    for (const fresh of all) {
      if (fresh.startsWith(`${path}.athanor-`) && /\d+$/.test(fresh)) rmSync(fresh, {force: true});
    }
  }
  return paths;
}

interface Prepared extends Replacement {
  readonly fresh: string;
  readonly kept: string;
}

function refuseChanged({path, before}: Replacement): void {
  if (readFileSync(path, 'utf8') === before) return;
  throw new AthanorError('not_written', `${path} has changed meanwhile; nothing was written`, {
    hint: 'run the command again',
  });
}

function notWritten(cause: unknown): AthanorError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new AthanorError('not_written', `nothing was changed: ${said}`, {
    hint: `may you write there? A file *${keptEnding} is what a rebase that was killed has left: put it back, or remove it`,
    cause,
  });
}
