import {existsSync, readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {carryOutSteps, wishForRest} from '../../source/commands/carry-out-steps.ts';
import {agreedTo, consentFrom} from '../../source/commands/consent.ts';
import {current} from '../../source/commands/current.ts';
import {log} from '../../source/commands/log.ts';
import {openProject} from '../../source/commands/open-project.ts';
import type {Wish} from '../../source/commands/plan-for.ts';
import {planTo} from '../../source/commands/plan-to.ts';
import type {Project} from '../../source/commands/project.ts';
import {stamp} from '../../source/commands/stamp.ts';
import {standing} from '../../source/commands/standing.ts';
import {downgrade, upgrade} from '../../source/commands/upgrade.ts';
import type {RunEvent} from '../../source/runtime/events.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';

const none = consentFrom({yes: false, allow: []});
const all = consentFrom({yes: true, allow: []});

const accounts = {
  aaaa: {
    message: 'accounts',
    upgrade:
      "  op.createTable('account', (t) => ({id: t.integer().primary(), email: t.string()}));",
    downgrade: "  op.dropTable('account');",
  },
  bbbb: {
    down: 'aaaa',
    message: 'notes',
    upgrade: "  op.addColumn('account', 'note', (t) => t.text().nullable());",
    downgrade: "  op.dropColumn('account', 'note');",
  },
  cccc: {
    down: 'bbbb',
    message: 'two accounts',
    upgrade:
      "  op.execute(\"insert into account (id, email, note) values (1, 'a', 'x'), (2, 'b', null)\");",
    downgrade: "  op.execute('delete from account', {effect: 'data'});",
  },
} as const;

async function events(run: AsyncGenerator<RunEvent, void>): Promise<readonly RunEvent[]> {
  const told: RunEvent[] = [];
  for await (const event of run) told.push(event);
  return told;
}

async function opened(directory: ProjectDirectory): Promise<Project> {
  return openProject({directory: directory.path});
}

async function query(
  project: Project,
  sql: string,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  await using session = await (await project.database()).open('read');
  return await session.query(sql);
}

async function execute(project: Project, sql: string): Promise<void> {
  await using session = await (await project.database()).open('write');
  await session.execute(sql);
}

test('looking leaves no file and no table', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const before = readdirSync(directory.path, {recursive: true});
  await current(project);
  await log(project);
  await planTo(project, {direction: 'upgrade', target: 'heads'});
  await planTo(project, {direction: 'stamp', targets: ['heads']});
  expect(readdirSync(directory.path, {recursive: true})).toEqual(before);
});

test('up, where it stands, down again', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const told = await events(upgrade(project, {target: 'heads'}));
  expect(told.filter(({kind}) => kind === 'stepFinished')).toMatchObject([
    {step: {revision: 'aaaa'}, rows: ['aaaa']},
    {step: {revision: 'bbbb'}, rows: ['bbbb']},
    {step: {revision: 'cccc'}, rows: ['cccc']},
  ]);
  expect(told.at(-1)).toEqual({kind: 'finished', rows: ['cccc'], steps: 3});
  await expect(current(project)).resolves.toEqual({
    current: [{revision: 'cccc', message: 'two accounts'}],
    isAtHeads: true,
  });
  expect(await query(project, 'select id, note from account order by id')).toEqual([
    {id: 1, note: 'x'},
    {id: 2, note: null},
  ]);
  await events(downgrade(project, {target: 'base', consent: all}));
  await expect(standing(project)).resolves.toMatchObject({
    rows: [],
    pending: ['aaaa', 'bbbb', 'cccc'],
    isAtHeads: false,
  });
  const {log: entries} = await log(project);
  expect(
    entries.map(({revision, direction, outcome}) => `${direction} ${revision} ${outcome}`),
  ).toEqual([
    'downgrade aaaa done',
    'downgrade bbbb done',
    'downgrade cccc done',
    'upgrade cccc done',
    'upgrade bbbb done',
    'upgrade aaaa done',
  ]);
});

test('a loss is measured, named and refused until it is agreed to', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  await events(upgrade(project, {target: 'heads'}));
  await events(stamp(project, {targets: ['bbbb']}));
  const back: Wish = {direction: 'downgrade', target: 'aaaa'};
  const shown = await planTo(project, back);
  expect(shown.losses).toMatchObject([
    {kind: 'drop-column', object: 'account.note', revision: 'bbbb', count: 1},
  ]);
  await expect(events(carryOutSteps(project, shown, {consent: none}))).rejects.toMatchObject({
    code: 'loss',
    hint: expect.stringContaining('--allow drop-column:account.note'),
    details: {losses: [{object: 'account.note', count: 1}]},
  });
  const wrong = consentFrom({yes: false, allow: ['drop-table', 'drop-column:account.email']});
  await expect(events(carryOutSteps(project, shown, {consent: wrong}))).rejects.toMatchObject({
    code: 'loss',
  });
  expect((await standing(project)).rows).toEqual(['bbbb']);
  const right = consentFrom({yes: false, allow: ['drop-column:account.note']});
  await events(carryOutSteps(project, shown, {consent: right}));
  expect((await standing(project)).rows).toEqual(['aaaa']);
});

test('what was agreed to is what was seen: more of it is refused', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  await events(upgrade(project, {target: 'heads'}));
  await events(stamp(project, {targets: ['bbbb']}));
  const shown = await planTo(project, {direction: 'downgrade', target: 'aaaa'});
  await execute(project, "insert into account (id, email, note) values (3, 'c', 'y')");
  const seen = {consent: agreedTo(shown.losses)};
  await expect(events(carryOutSteps(project, shown, seen))).rejects.toMatchObject({
    code: 'loss',
    details: {losses: [{object: 'account.note', count: 2}]},
  });
  expect(await query(project, 'select count(note) as n from account')).toEqual([{n: 2}]);
  const again = await planTo(project, {direction: 'downgrade', target: 'aaaa'});
  await events(carryOutSteps(project, again, {consent: agreedTo(again.losses)}));
  expect((await standing(project)).rows).toEqual(['aaaa']);
});

test('what is empty is lost without a question, and so is what the plan itself makes', async () => {
  using directory = new ProjectDirectory(
    databaseFiles({...accounts, dddd: {down: 'cccc', upgrade: "  op.dropTable('account');"}}),
  ).withMikroOrm();
  await using project = await opened(directory);
  await events(upgrade(project, {target: 'heads'}));
  expect((await standing(project)).rows).toEqual(['dddd']);
  await events(stamp(project, {targets: ['base'], purge: true}));
  await events(upgrade(project, {target: 'bbbb'}));
  await events(downgrade(project, {target: 'base'}));
  expect((await standing(project)).rows).toEqual([]);
});

test('one step at a time: what is left of a plan is that and nothing else', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const shown = await planTo(project, {direction: 'upgrade', target: '+2'});
  await events(carryOutSteps(project, shown, {consent: none, steps: 1}));
  expect((await standing(project)).rows).toEqual(['aaaa']);
  const rest = await planTo(project, wishForRest(shown, 1));
  expect(rest.plan.steps.map(({revision}) => revision)).toEqual(['bbbb']);
  expect(rest.plan.steps[0]?.statements).toEqual(shown.plan.steps[1]?.statements);
  await events(carryOutSteps(project, rest, {consent: none, steps: 1}));
  expect((await standing(project)).rows).toEqual(['bbbb']);
  const done = await planTo(project, wishForRest(rest, 1));
  expect(done.plan.steps).toEqual([]);
});

test('a plan that is no longer the one that was shown does not run', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const shown = await planTo(project, {direction: 'upgrade', target: 'heads'});
  await events(upgrade(project, {target: 'aaaa'}));
  await expect(events(carryOutSteps(project, shown, {consent: none}))).rejects.toMatchObject({
    code: 'plan_changed',
  });
  const other = {consent: none, expect: '0123456789abcdef'};
  await expect(events(carryOutSteps(project, shown, other))).rejects.toMatchObject({
    code: 'plan_changed',
  });
  expect((await standing(project)).rows).toEqual(['aaaa']);
});

test('a protected environment wants the plan or its own name, one for reading changes nothing', async () => {
  const environments =
    '{environments: {live: {protected: true}, look: {readOnly: true}}, environment: "live"}';
  using directory = new ProjectDirectory(databaseFiles(accounts, environments)).withMikroOrm();
  await using project = await opened(directory);
  const shown = await planTo(project, {direction: 'upgrade', target: '+1'});
  await expect(events(carryOutSteps(project, shown, {consent: all}))).rejects.toMatchObject({
    code: 'protected',
    hint: expect.stringContaining(`--expect ${shown.plan.id}`),
  });
  await events(carryOutSteps(project, shown, {consent: none, expect: shown.plan.id}));
  const next = await planTo(project, {direction: 'upgrade', target: '+1'});
  await expect(
    events(carryOutSteps(project, next, {consent: all, confirmed: 'lve'})),
  ).rejects.toMatchObject({code: 'protected'});
  await events(carryOutSteps(project, next, {consent: none, confirmed: 'live'}));
  expect((await standing(project)).rows).toEqual(['bbbb']);
  await using reader = await openProject({directory: directory.path, environment: 'look'});
  await expect(events(upgrade(reader, {target: 'heads', consent: all}))).rejects.toMatchObject({
    code: 'read_only',
  });
});

test('leaving a run between two statements rolls the step back', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  for await (const event of upgrade(project, {target: 'heads'})) {
    if (event.kind === 'statementFinished' && event.index === 1) break;
  }
  expect((await standing(project)).rows).toEqual(['aaaa']);
  expect(await query(project, "select name from pragma_table_info('account')")).toEqual([
    {name: 'id'},
    {name: 'email'},
  ]);
  await events(upgrade(project, {target: 'heads'}));
  expect((await standing(project)).rows).toEqual(['cccc']);
});

test('a signal is obeyed between statements, though the driver never waits', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const controller = new AbortController();
  const run = upgrade(project, {target: 'heads', signal: controller.signal});
  const stopped = (async () => {
    for await (const event of run) {
      // As a key or a signal comes: by the event loop, not by the run.
      if (event.kind === 'stepStarted' && event.index === 1)
        setImmediate(() => controller.abort('SIGINT'));
    }
  })();
  await expect(stopped).rejects.toMatchObject({code: 'stopped', details: {rows: ['aaaa']}});
  expect((await standing(project)).rows).toEqual(['aaaa']);
});

test('a signal stops the run and says where the database stands', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const controller = new AbortController();
  const run = upgrade(project, {target: 'heads', signal: controller.signal});
  const failing = (async () => {
    for await (const event of run) if (event.kind === 'stepFinished') controller.abort('SIGTERM');
  })();
  await expect(failing).rejects.toMatchObject({
    code: 'stopped',
    message: expect.stringContaining('stands at aaaa'),
    details: {signal: 'SIGTERM', rows: ['aaaa']},
  });
  expect((await standing(project)).rows).toEqual(['aaaa']);
});

test('rows of which there is no file are told, and forgotten only by stamp --purge', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  await events(upgrade(project, {target: 'heads'}));
  using other = new ProjectDirectory({
    ...databaseFiles({aaaa: accounts.aaaa}),
    'mikro-orm.config.ts': `import {defineConfig} from '@mikro-orm/sqlite';\nexport default defineConfig({dbName: '${directory.path}/test.db', entities: []});\n`,
  }).withMikroOrm();
  await using behind = await opened(other);
  await expect(current(behind)).resolves.toEqual({
    current: [{revision: 'cccc', message: null}],
    isAtHeads: false,
  });
  await expect(planTo(behind, {direction: 'upgrade', target: 'heads'})).rejects.toMatchObject({
    code: 'revision_not_found',
    hint: expect.stringContaining('--purge'),
  });
  await events(stamp(behind, {targets: ['aaaa'], purge: true}));
  expect((await standing(behind)).rows).toEqual(['aaaa']);
});

test('a recording is kept after a run, and read again', async () => {
  using directory = new ProjectDirectory(databaseFiles(accounts)).withMikroOrm();
  await using project = await opened(directory);
  const cold = await planTo(project, {direction: 'upgrade', target: 'heads'});
  expect(existsSync(`${directory.path}/node_modules/.cache`)).toBe(false);
  await events(carryOutSteps(project, cold, {consent: none, steps: 1}));
  expect(readdirSync(`${directory.path}/node_modules/.cache/athanor`)).toHaveLength(1);
  await using again = await opened(directory);
  const [first] = await Promise.all(['aaaa', 'bbbb', 'cccc'].map((id) => again.recorded(id)));
  expect(first).toEqual(await project.recorded('aaaa'));
});
