import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {appendFileSync, existsSync, rmSync} from 'node:fs';
import {expect, test} from 'vitest';
import {athanor, command, root} from '../support/athanor.ts';
import {writeHistory} from '../support/generated-history.ts';
import {databaseFiles, ProjectDirectory, projectFiles} from '../support/project-directory.ts';
import {Session} from '../support/terminal.ts';

const accounts = {
  aaaa: {
    message: 'accounts',
    upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));",
    downgrade: "  op.dropTable('account');",
  },
  bbbb: {down: 'aaaa', message: 'one', upgrade: "  op.execute('insert into account values (1)');"},
  cccc: {down: 'aaaa', message: 'two', upgrade: "  op.execute('insert into account values (2)');"},
};

/** A revision that writes, tells that it has, and then waits for as long as the file `hold` is there. */
const slow = {
  ...accounts,
  bbbb: {
    down: 'aaaa',
    upgrade: `  op.execute('insert into account values (1)');
  op.run('wait', async (db) => {
    const {existsSync, writeFileSync} = process.getBuiltinModule('node:fs');
    writeFileSync('waiting', '');
    while (existsSync('hold')) await new Promise((resolve) => setTimeout(resolve, 5));
    await db.query('select 1');
  });`,
  },
};

async function appears(path: string): Promise<void> {
  while (!existsSync(path)) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('from any directory below, with exit codes, data on stdout and words on stderr', () => {
  using project = new ProjectDirectory({...projectFiles(accounts), 'deep/er/x': ''});
  expect(athanor(`${project.path}/deep/er`, 'heads')).toEqual({
    code: 0,
    out: 'bbbb (head) one\ncccc (head) two\n',
    err: '',
  });
  expect(athanor(project.path, 'hedas')).toMatchObject({code: 2, out: ''});
  expect(athanor('/', 'heads')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('athanor init'),
  });
  expect(athanor(project.path, '--version').out).toMatch(/^athanor \d+\.\d+\.\d+\n$/);
  expect(athanor(project.path, '--help').out).toContain('upgrade');
});

test('without a terminal and without words: the status', () => {
  using project = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  const {code, out, err} = athanor(project.path);
  expect({code, err}).toEqual({code: 0, err: ''});
  expect(out).toMatch(/^pending +3 revisions$/m);
  expect(out).toContain('type athanor on a terminal');
  expect(existsSync(`${project.path}/test.db`)).toBe(false);
});

test('whoever reads the output may stop reading', async () => {
  using project = new ProjectDirectory({'athanor.config.ts': 'export default {};'});
  writeHistory(`${project.path}/revisions`, {revisions: 3000});
  const child = spawn(process.execPath, [command, 'history'], {
    cwd: project.path,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'exit');
  expect({code, err}).toEqual({code: 0, err: ''});
});

test('what the user’s files print does not get between the answers', () => {
  const printing = `
import {stdout} from 'node:process';
console.log('loud: import');
export const revision = 'aaaa';
export const downRevision = null;
export function upgrade(op) {
  console.table([['loud: upgrade']]);
  stdout.write('loud: named\\n');
  op.createTable('account', (t) => ({id: t.integer().primary()}));
  op.run('fill', async (db) => {
    console.log('loud: run');
    process.stdout.write('loud: written\\n');
    await db.execute('insert into account values (1)');
  });
}
`;
  using project = new ProjectDirectory({
    ...databaseFiles({}),
    'revisions/aaaa.ts': printing,
  }).withMikroOrm();
  const configuration = `${project.path}/mikro-orm.config.ts`;
  appendFileSync(configuration, "console.info('loud: configuration');\n");
  const plan = athanor(project.path, 'upgrade', 'heads', '--plan', '--json');
  expect(JSON.parse(plan.out)).toMatchObject({to: ['aaaa']});
  const {out, err} = athanor(project.path, 'upgrade', 'heads', '--json');
  const events = out
    .trimEnd()
    .split('\n')
    .map((line): {kind: string} => JSON.parse(line));
  expect(events.at(-1)).toEqual({kind: 'finished', rows: ['aaaa'], steps: 1});
  expect([...err.matchAll(/loud: (\w+)/g)].map(([, word]) => word)).toEqual([
    'configuration',
    'import',
    'upgrade',
    'named',
    'run',
    'written',
  ]);
});

test('killed in a step, run again: each statement has taken effect once', async () => {
  using project = new ProjectDirectory({...databaseFiles(slow), hold: ''}).withMikroOrm();
  const child = spawn(process.execPath, [command, 'upgrade', 'bbbb'], {
    cwd: project.path,
    stdio: 'ignore',
  });
  await appears(`${project.path}/waiting`);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(athanor(project.path, 'current').out).toContain('aaaa');
  rmSync(`${project.path}/hold`);
  expect(athanor(project.path, 'upgrade', 'bbbb')).toMatchObject({code: 0});
  const {out} = athanor(project.path, 'downgrade', 'aaaa', '--plan', '--json');
  expect(JSON.parse(out)).toMatchObject({from: ['bbbb'], to: ['aaaa']});
  const loss = athanor(project.path, 'downgrade', 'base', '--json');
  expect(JSON.parse(loss.out)).toMatchObject({
    error: {details: {losses: [{object: 'account', count: 1}]}},
  });
});

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s in a step rolls it back and ends with %i', async ([signal, exit]) => {
  using project = new ProjectDirectory({...databaseFiles(slow), hold: ''}).withMikroOrm();
  const child = spawn(process.execPath, [command, 'upgrade', 'bbbb'], {
    cwd: project.path,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  await appears(`${project.path}/waiting`);
  child.stderr.once('data', () => rmSync(`${project.path}/hold`));
  child.kill(signal);
  const [code] = await once(child, 'exit');
  expect(code).toBe(exit);
  expect(err).toContain('the database stands at aaaa');
  expect(athanor(project.path, 'current').out).toContain('aaaa');
});

test('two runs at once: one waits, re-reads, and has nothing to do', async () => {
  using project = new ProjectDirectory({...databaseFiles(slow), hold: ''}).withMikroOrm();
  const first = spawn(process.execPath, [command, 'upgrade', 'bbbb'], {
    cwd: project.path,
    stdio: 'ignore',
  });
  await appears(`${project.path}/waiting`);
  const second = spawn(process.execPath, [command, 'upgrade', 'bbbb', '--json'], {
    cwd: project.path,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let out = '';
  second.stdout.on('data', (chunk: Buffer) => {
    if (!out.includes('lockWaiting') && chunk.toString().includes('lockWaiting')) {
      rmSync(`${project.path}/hold`);
    }
    out += chunk.toString();
  });
  const codes = await Promise.all([first, second].map((child) => once(child, 'exit')));
  expect(codes.map(([code]) => code)).toEqual([0, 0]);
  const events = out
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(events[0]).toMatchObject({
    kind: 'lockWaiting',
    holder: {description: expect.stringMatching(/\w/)},
  });
  expect(events.at(-1)).toEqual({kind: 'finished', rows: ['bbbb'], steps: 0});
});

test('on a terminal, edit opens the editor on the file', async () => {
  using project = new ProjectDirectory(databaseFiles(accounts));
  const editor = project.write(
    'editor.mjs',
    "console.log('opened', process.argv.slice(2).join());",
  );
  await using session = new Session(process.execPath, [command, 'edit', 'bbbb'], {
    directory: project.path,
    columns: 200,
    environment: {ATHANOR_EDITOR: `'${process.execPath}' '${editor}'`},
  });
  await session.waitFor(`opened ${project.path}/revisions/bbbb_x.ts`);
  expect((await session.ended).code).toBe(0);
});

test('on a terminal, a walk that could go several ways asks which', async () => {
  using project = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  athanor(project.path, 'upgrade', 'aaaa');
  await using session = new Session(process.execPath, [command, 'upgrade', '+1'], {
    directory: project.path,
  });
  await session.waitFor(/1 {2}bbbb {2}one[^]*2 {2}cccc {2}two[^]*number/);
  session.send('2\r');
  await session.waitFor(/stands at cccc/);
  expect((await session.ended).code).toBe(0);
  expect(athanor(project.path, 'current').out).toContain('cccc');
});

test.for([
  ['\u0003', 130],
  ['\u0004', 1],
] as const)('on a terminal, %j leaves a question, and nothing is done', async ([key, exit]) => {
  using project = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  athanor(project.path, 'upgrade', 'aaaa');
  await using session = new Session(process.execPath, [command, 'upgrade', '+1'], {
    directory: project.path,
  });
  await session.waitFor(/number, or nothing/);
  session.send(key);
  expect((await session.ended).code).toBe(exit);
  expect(athanor(project.path, 'current').out).toBe('aaaa accounts\n');
});

test('on a terminal, a loss asks for its size', async () => {
  using project = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  athanor(project.path, 'upgrade', 'heads');
  await using wrong = new Session(process.execPath, [command, 'downgrade', 'base'], {
    directory: project.path,
  });
  await wrong.waitFor(/2 rows of account[^]*Type 2 to go on/);
  wrong.send('yes\r');
  expect((await wrong.ended).code).toBe(1);
  expect(athanor(project.path, 'current').out).toContain('bbbb');
  await using right = new Session(process.execPath, [command, 'downgrade', 'base'], {
    directory: project.path,
  });
  await right.waitFor(/Type 2 to go on/);
  right.send('2\r');
  await right.waitFor(/stands at base/);
  expect((await right.ended).code).toBe(0);
});

test('the API can be imported by its name', () => {
  const {stdout, status} = spawnSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      "import {openProject, heads} from 'athanor'; await using p = await openProject({directory: 'examples/shop'}); console.log(heads(p).heads.length)",
    ],
    {cwd: root, encoding: 'utf8'},
  );
  expect({stdout, status}).toEqual({stdout: '2\n', status: 0});
});
