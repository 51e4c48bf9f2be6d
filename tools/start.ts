/** `npm start`: builds what is stale, makes the example's database, and opens the workbench on the example. */
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const shop = join(root, 'examples', 'shop');
const command = join(root, 'bin', 'athanor.js');

/** Part of the way: a branch merged, some revisions pending on both lines that are left. */
const partOfTheWay = 'af2d08c6e491';

if (isStale()) run([join(root, 'tools', 'build.ts')], {quiet: true});
const isEmbedded = !process.env['SHOP_DATABASE_URL'] && !process.env['ATHANOR_DATABASE_URL'];
if (isEmbedded && !existsSync(join(shop, 'shop.db'))) {
  run([command, '-C', shop, '--quiet', 'upgrade', partOfTheWay], {quiet: true});
}
run([command, '-C', shop, ...process.argv.slice(2)], {quiet: false});

/** Runs a program to its end; ends with its exit code if that is not 0. */
function run(words: readonly string[], {quiet}: {readonly quiet: boolean}): void {
  // What is prepared says nothing on standard output: that belongs to the program that was asked for.
  const stdio = quiet ? (['ignore', 2, 2] as const) : 'inherit';
  const {status, signal} = spawnSync(process.execPath, [...words], {
    stdio: stdio === 'inherit' ? stdio : [...stdio],
  });
  if (signal !== null) process.kill(process.pid, signal);
  if (status !== 0) process.exit(status ?? 1);
}

/** Whether anything that goes into the build is newer than it. */
function isStale(): boolean {
  const built = join(root, 'dist', 'cli.js');
  if (!existsSync(built)) return true;
  const age = statSync(built).mtimeMs;
  const sources = ['cli.tsx', 'package-lock.json', 'tools/build.ts'].map((name) =>
    join(root, name),
  );
  const inside = readdirSync(join(root, 'source'), {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return [...sources, ...inside].some((path) => statSync(path).mtimeMs > age);
}
