/**
 * Measures what Athanor promises and prints ratios against floors that are measured in the same run.
 * Absolute times belong to the machine; the ratios are the figures to compare.
 */
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {writeHistory} from '../test/support/generated-history.ts';
import {measureAutogenerate} from './autogenerate.ts';
import {line, timeOf} from './measure.ts';
import {measureWorkbench} from './workbench.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const athanor = join(root, 'bin', 'athanor.js');
const scratch = mkdtempSync(join(tmpdir(), 'athanor-bench-'));
process.once('exit', () => rmSync(scratch, {recursive: true, force: true}));

/** A project with a generated history on a SQLite file. */
function project(name: string, options: {revisions: number; branchEvery?: number}): string {
  const directory = join(scratch, name);
  writeHistory(join(directory, 'revisions'), options);
  const core = join(root, 'node_modules', '@mikro-orm');
  writeFileSync(join(directory, 'package.json'), '{"type": "module"}\n');
  writeFileSync(join(directory, 'athanor.config.ts'), `export default {mikroOrm: './orm.ts'};\n`);
  writeFileSync(
    join(directory, 'orm.ts'),
    `import {SqliteDriver} from '${core}/sqlite/index.js';
export default {driver: SqliteDriver, dbName: new URL('bench.db', import.meta.url).pathname, entities: []};
`,
  );
  spawnSync('ln', ['-s', join(root, 'node_modules'), join(directory, 'node_modules')]);
  return directory;
}

const floor = timeOf(['-e', '0']);
console.log(line('node -e 0', floor, {}));

for (const [branchEvery, shape] of [
  [0, 'one line'],
  [20, '500 merges'],
  [3, '3,334 heads'],
] as const) {
  const directory = project(`history-${branchEvery}`, {revisions: 10_000, branchEvery});
  const smaller = project(`half-${branchEvery}`, {revisions: 5000, branchEvery});
  const reading = timeOf([join(root, 'bench', 'read-files.mjs'), join(directory, 'revisions')]);
  const floors = {node: floor, reading};
  console.log(line(`only reading 10,000 files, ${shape}`, reading, {node: floor}));
  for (const words of [['heads'], ['history'], ['history', '--json'], ['show', '-1']]) {
    const half = timeOf([athanor, '-C', smaller, ...words]);
    const milliseconds = timeOf([athanor, '-C', directory, ...words]);
    const what = `athanor ${words.join(' ')}, 10,000 revisions, ${shape}`;
    console.log(line(what, milliseconds, {...floors, 'half as many': half}));
  }
}

const upgrades = project('upgrade', {revisions: 1000});
const database = join(upgrades, 'bench.db');
const clean = () => {
  for (const file of [database, `${database}-athanor-lock`]) rmSync(file, {force: true});
};
const {stdout} = spawnSync(
  process.execPath,
  [athanor, '-C', upgrades, 'upgrade', 'heads', '--plan', '--json'],
  {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  },
);
const plan = join(scratch, 'plan.json');
writeFileSync(plan, stdout);
const bare = timeOf([join(root, 'bench', 'run-statements.mjs'), plan, join(scratch, 'bare.db')], {
  rounds: 3,
});
console.log(line('bare driver, 1,000 revisions, as many transactions', bare, {node: floor}));
const warm = timeOf([athanor, '-C', upgrades, 'upgrade', 'heads'], {rounds: 3, prepare: clean});
console.log(line('athanor upgrade heads, 1,000 revisions, SQLite', warm, {'bare driver': bare}));
console.log(
  line(
    'athanor upgrade heads again, nothing to do',
    timeOf([athanor, '-C', upgrades, 'upgrade', 'heads'], {rounds: 3}),
    {node: floor},
  ),
);

await measureAutogenerate([50, 500, 2000]);

for (const [name, directory] of [
  ['the example', join(root, 'examples', 'shop')],
  ['10,000 revisions', join(scratch, 'history-20')],
] as const) {
  for (const size of [
    {cols: 120, rows: 35},
    {cols: 200, rows: 50},
  ]) {
    const figures = await measureWorkbench([athanor, '-C', directory], size);
    const where = `workbench, ${name}, ${size.cols}x${size.rows}`;
    console.log(line(`${where}: first frame`, figures.firstFrame, {node: floor}));
    console.log(line(`${where}: first full frame`, figures.firstFullFrame, {node: floor}));
    console.log(
      `${`${where}: key to frame`.padEnd(52)} p50 ${figures.keyP50.toFixed(1)} ms, p95 ${figures.keyP95.toFixed(1)} ms, ${figures.bytesPerKey.toFixed(0)} bytes a key, ${figures.memory.toFixed(0)} MiB`,
    );
  }
}
