import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const files = databaseFiles({
  aaaa: {
    message: 'accounts',
    upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));",
    downgrade: "  op.dropTable('account');",
  },
  bbbb: {
    down: 'aaaa',
    labels: ['left'],
    message: 'left',
    upgrade: "  op.execute('insert into account values (1)');",
  },
  cccc: {
    down: 'aaaa',
    message: 'right',
    upgrade: "  op.run('count', async (db) => { await db.query('select 1'); });",
  },
});

const project = () => new ProjectDirectory(files).withMikroOrm();

test('upgrade, current and downgrade as text', async () => {
  using directory = project();
  const {path} = directory;
  const up = await typed(path, ['upgrade', 'left@head']);
  expect(up.out.replaceAll(/\d+ ms/g, 'N ms')).toBe(`upgrade aaaa accounts  1 statement, N ms
upgrade bbbb left  1 statement, N ms
the database stands at bbbb
`);
  expect(up.code).toBe(0);
  expect(await typed(path, ['upgrade', 'left@head'])).toEqual({
    code: 0,
    err: '',
    out: 'nothing to do, the database stands at bbbb\n',
  });
  expect((await typed(path, ['current'])).out).toBe('bbbb (head) left\n');
  expect((await typed(path, ['current', '--check-heads'])).code).toBe(3);
  const down = await typed(path, ['downgrade', '-2']);
  expect(down.code).toBe(1);
  expect(down.err).toMatch(
    /^error: this would lose data:\n {2}drop-table account: 1 row \(revision aaaa\)\nhint: .*--allow drop-table:account/,
  );
  expect((await typed(path, ['downgrade', '-2', '--allow', 'drop-table:account'])).out).toContain(
    'stands at base',
  );
  expect((await typed(path, ['upgrade', 'heads', '-q'])).out).toBe('');
});

test('--plan --json is the document of the issue, and --expect holds it', async () => {
  using directory = project();
  const {path} = directory;
  const {out} = await typed(path, ['upgrade', 'bbbb', '--plan', '--json']);
  const plan: {planId: string} = JSON.parse(out);
  expect(plan).toEqual({
    planId: expect.stringMatching(/^[0-9a-f]{16}$/),
    from: [],
    steps: [
      {
        revision: 'aaaa',
        direction: 'upgrade',
        message: 'accounts',
        statements: [
          {sql: expect.stringContaining('create table'), transactional: true, hazards: []},
        ],
        rowsAfter: ['aaaa'],
      },
      {
        revision: 'bbbb',
        direction: 'upgrade',
        message: 'left',
        statements: [{sql: 'insert into account values (1)', transactional: true, hazards: []}],
        rowsAfter: ['bbbb'],
      },
    ],
    to: ['bbbb'],
    losses: [],
  });
  expect(readdirSync(path)).not.toContain('test.db');
  const wrong = await typed(path, ['upgrade', 'bbbb', '--json', '--expect', '0000']);
  expect(JSON.parse(wrong.out)).toMatchObject({error: {code: 'plan_changed'}});
  const right = await typed(path, ['upgrade', 'bbbb', '--json', '--expect', plan.planId]);
  expect(right.code).toBe(0);
  const events = right.out
    .trimEnd()
    .split('\n')
    .map((line): {kind: string} => JSON.parse(line));
  expect(events[0]).toMatchObject({kind: 'locked'});
  expect(events.filter(({kind}) => kind === 'planned')).toMatchObject([{planId: plan.planId}]);
  expect(events.at(-1)).toEqual({kind: 'finished', rows: ['bbbb'], steps: 2});
});

test('history with a range, and with the database', async () => {
  using directory = project();
  const {path} = directory;
  await typed(path, ['upgrade', 'bbbb']);
  const ids = async (...words: readonly string[]) => {
    const {out} = await typed(path, ['history', ...words, '--json']);
    const {revisions}: {revisions: {revision: string}[]} = JSON.parse(out);
    return revisions.map(({revision}) => revision);
  };
  expect(await ids('-r', 'aaaa:bbbb')).toEqual(['bbbb', 'aaaa']);
  expect(await ids('-r', 'bbbb:')).toEqual(['bbbb']);
  expect(await ids('-r', 'current:')).toEqual(['bbbb']);
  expect(await ids('-r', ':current')).toEqual(['bbbb', 'aaaa']);
  expect((await typed(path, ['history', '-i'])).out).toMatch(
    /bbbb \(left\) \(head\) \(current\) left/,
  );
  expect((await typed(path, ['show', 'current'])).out).toContain('Revision: bbbb (head)');
  expect((await typed(path, ['history', '-r', 'bbbb:aaaa'])).code).toBe(1);
  expect((await typed(path, ['history', '-r', 'bbbb'])).code).toBe(1);
});

test('a walk that could start in several places is refused with lines that can be pasted', async () => {
  using directory = project();
  const {path} = directory;
  await typed(path, ['upgrade', 'aaaa']);
  const {code, err} = await typed(path, ['upgrade', '+1']);
  expect(code).toBe(1);
  expect(err).toContain('  athanor upgrade bbbb    # left\n  athanor upgrade cccc    # right');
  const {out} = await typed(path, ['upgrade', '+1', '--json']);
  expect(JSON.parse(out)).toMatchObject({
    error: {code: 'ambiguous_walk', details: {candidates: [{target: 'bbbb'}, {target: 'cccc'}]}},
  });
});

test.for([
  [
    ['upgrade', '+1', '--plan', '--allow', 'drop-table:my table', '-q'],
    "upgrade bbbb --plan --allow 'drop-table:my table' -q",
  ],
  [
    ['-C', '.', 'revision', '-m', "it's new", '--autogenerate'],
    String.raw`-C . revision -m 'it'\''s new' --autogenerate --head bbbb`,
  ],
] as const)('%j: what is offered keeps what was typed', async ([words, line]) => {
  using directory = project();
  const {path} = directory;
  await typed(path, ['upgrade', 'aaaa']);
  const {code, err} = await typed(path, words);
  expect(code).toBe(1);
  expect(err).toContain(`  athanor ${line}    # left\n`);
});

test('--sql prints a script and touches nothing', async () => {
  using directory = project();
  const {path} = directory;
  const before = readdirSync(path, {recursive: true});
  const sqlite = await typed(path, ['upgrade', 'bbbb', '--sql']);
  expect(sqlite.code).toBe(0);
  expect(sqlite.out).toContain('insert into account values (1);');
  expect(sqlite.out).toContain('athanor_version');
  expect(
    (await typed(path, ['upgrade', 'bbbb', '--sql', '--dialect', 'postgresql'])).out,
  ).toContain('"public"."account"');
  expect((await typed(path, ['upgrade', 'aaaa:bbbb', '--sql'])).out).not.toContain(
    'create table `account`',
  );
  expect((await typed(path, ['downgrade', 'aaaa:base', '--sql'])).out).toContain('drop table');
  const needs = await typed(path, ['upgrade', 'heads', '--sql', '--json']);
  expect(JSON.parse(needs.out)).toMatchObject({error: {code: 'needs_database'}});
  const usage = await typed(path, ['downgrade', 'base', '--sql']);
  expect([usage.code, usage.err]).toEqual([
    2,
    expect.stringContaining('athanor downgrade --sql heads:base'),
  ]);
  expect(readdirSync(path, {recursive: true})).toEqual(before);
});

test('stamp and log', async () => {
  using directory = project();
  const {path} = directory;
  const plan = await typed(path, ['stamp', 'heads', '--plan']);
  expect(plan.out).toMatch(/starts to count as applied: (bbbb, cccc|cccc, bbbb), aaaa/);
  expect((await typed(path, ['stamp', 'heads'])).out).toContain(
    'the database stands at bbbb, cccc',
  );
  expect((await typed(path, ['stamp', 'base', '--json'])).code).toBe(0);
  const {out} = await typed(path, ['log', '--json']);
  const answer: {log: Record<string, unknown>[]} = JSON.parse(out);
  expect(answer.log).toMatchObject([
    {direction: 'stamp', outcome: 'done'},
    {direction: 'stamp', outcome: 'done'},
  ]);
  expect((await typed(path, ['log', '--limit', '0'])).code).toBe(2);
});

test.for([
  [['upgrade', 'heads', '--allow', 'everything'], 'usage', 2],
  [['upgrade', 'heads', '--transaction', 'none'], 'usage', 2],
  [['upgrade', 'heads', '--wait', 'long'], 'usage', 2],
  [['upgrade', 'heads', '--sql', '--plan'], 'usage', 2],
  [['upgrade'], 'usage', 2],
  [['upgrade', 'zzzz'], 'revision_not_found', 1],
  [['upgrade', 'head'], 'multiple_heads', 1],
] as const)('%j is refused as %s', async ([words, code, exit]) => {
  using directory = project();
  const answer = await typed(directory.path, [...words, '--json']);
  expect(JSON.parse(answer.out)).toMatchObject({error: {code}});
  expect(answer.code).toBe(exit);
});

test('a statement that fails: which it was, what was said, where the database stands, what to type', async () => {
  using directory = new ProjectDirectory(
    databaseFiles({
      aaaa: {upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));"},
      bbbb: {
        down: 'aaaa',
        message: 'broken',
        upgrade:
          "  op.execute('insert into account values (1)');\n  op.execute('insert into acount values (2)');",
      },
    }),
  ).withMikroOrm();
  const {code, err} = await typed(directory.path, ['upgrade', 'heads']);
  expect(code).toBe(1);
  expect(err).toMatch(/^error: .*bbbb.*statement 2 of 2.*no such table: acount/);
  expect(err).toMatch(/stands at aaaa/);
  expect(err).toMatch(/^hint: .*athanor upgrade/m);
});

test('revision and merge write files that can be read', async () => {
  using directory = project();
  const {path} = directory;
  const now = {ATHANOR_NOW: '2026-11-23T14:05:00Z'};
  const refused = await typed(path, ['revision', '-m', 'new'], now);
  expect(refused.err).toContain('athanor revision -m new --head bbbb');
  const written = await typed(
    path,
    [
      'revision',
      '-m',
      'new thing',
      '--head',
      'left@head',
      '--rev-id',
      'dddd',
      '--depends-on',
      'cccc',
      '--json',
    ],
    now,
  );
  expect(JSON.parse(written.out)).toEqual({
    revision: 'dddd',
    downRevisions: ['bbbb'],
    message: 'new thing',
    path: `${path}/revisions/dddd_new_thing.ts`,
  });
  expect(readFileSync(`${path}/revisions/dddd_new_thing.ts`, 'utf8')).toContain(
    ' * Created: 2026-11-23T14:05:00Z',
  );
  const merged = await typed(path, ['merge', 'heads', '-m', 'together', '--rev-id', 'eeee'], now);
  expect(merged.out).toContain('wrote revision eeee on top of cccc, dddd');
  expect((await typed(path, ['heads'])).out).toBe('eeee (left) (head) together\n');
  const again = await typed(path, ['merge', 'heads', '--json']);
  expect(JSON.parse(again.out)).toMatchObject({error: {code: 'usage'}});
  const splice = await typed(path, ['revision', '-m', 'x', '--head', 'aaaa', '--json']);
  expect(JSON.parse(splice.out)).toMatchObject({error: {code: 'not_a_head'}});
  const taken = await typed(path, ['revision', '-m', 'x', '--branch-label', 'left', '--json']);
  expect(JSON.parse(taken.out)).toMatchObject({error: {code: 'usage'}});
});

test('the first revision of all', async () => {
  using directory = new ProjectDirectory({'athanor.config.ts': 'export default {};'});
  expect((await typed(directory.path, ['revision', '-m', 'first'])).out).toContain(
    'on top of base',
  );
  expect((await typed(directory.path, ['heads'])).out).toContain('first');
});
