import {spawnSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** Where the project lies. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
/** The command as it is installed. */
export const command = `${root}bin/athanor.js`;

/** Types a command line in a process of its own. */
export function athanor(directory: string, ...words: readonly string[]) {
  const {stdout, stderr, status} = spawnSync(process.execPath, [command, ...words], {
    cwd: directory,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    env: {...process.env, ATHANOR_DATABASE_URL: undefined, ATHANOR_ENVIRONMENT: undefined},
  });
  return {out: stdout, err: stderr, code: status};
}
