import {writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {Hooks} from '../../../source/commands/hooks.ts';
import {openProject} from '../../../source/commands/open-project.ts';
import {standing} from '../../../source/commands/standing.ts';
import {stamp} from '../../../source/commands/stamp.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import type {Project} from '../../../source/commands/project.ts';
import type {RunEvent} from '../../../source/runtime/events.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {ProjectDirectory, revisionText} from '../../support/project-directory.ts';
import {failure} from '../../support/refused.ts';

const mikroOrm = `${import.meta.dirname}/../../support/orm/mikro-orm.config.ts`;

const revisions = {
  'revisions/aaaa_x.ts': revisionText('aaaa', {
    upgrade: "  op.createTable('audit', (t) => ({said: t.text()}));",
  }),
  'revisions/bbbb_x.ts': revisionText('bbbb', {
    down: 'aaaa',
    upgrade: '  op.execute("insert into audit values (\'bbbb itself\')");',
  }),
  'revisions/cccc_x.ts': revisionText('cccc', {
    down: 'bbbb',
    upgrade: "  op.createTable('last', (t) => ({id: t.integer().primary()}));",
  }),
};

/** Two projects over one database: with these hooks, and with none. */
async function opened(
  dialect: (typeof dialectNames)[number],
  hooks: Hooks,
  told: Pick<Project, 'arguments' | 'tag'> = {arguments: {}, tag: undefined},
) {
  const {address, open} = await freshDatabase(dialect);
  const directory = new ProjectDirectory(revisions);
  const project = await openProject({
    directory: directory.path,
    config: {mikroOrm, hooks},
    database: address,
    ...told,
  });
  const audit = async () => {
    await using session = await open('read');
    return (await session.query<{said: string}>('select said from audit')).map(({said}) => said);
  };
  return {
    project,
    audit,
    async [Symbol.asyncDispose]() {
      await project[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

async function carriedOut(events: AsyncIterable<RunEvent>): Promise<readonly string[]> {
  const kinds: string[] = [];
  for await (const event of events) kinds.push(event.kind);
  return kinds;
}

test.for(dialectNames)(
  'on %s hooks are called around the run and in the transaction of each step, and are told of it',
  async (dialect) => {
    const calls: unknown[] = [];
    await using at = await opened(
      dialect,
      {
        beforeRun: ({plan, environment, arguments: given, tag, database}) =>
          calls.push([plan.steps.length, environment, given, tag, database.split(' ')[0]]),
        beforeStep: async ({step, index, db}) => {
          calls.push(['before', index]);
          if (step.revision === 'aaaa') return;
          await db.execute('insert into audit values (?)', [`before ${step.revision}`]);
        },
        afterStep: async ({step, db}) => {
          const [row] = await db.query('select revision from athanor_version');
          await db.execute('insert into audit values (?)', [
            `${step.revision} ${String(row?.['revision'])}`,
          ]);
        },
        afterRun: ({outcome}) => calls.push(outcome),
        onEvent: ({kind}) => kind === 'finished' && calls.push(kind),
      },
      {arguments: {tenant: 'a=b', fast: ''}, tag: 'v7'},
    );
    await carriedOut(upgrade(at.project, {target: 'heads'}));
    expect(calls).toEqual([
      [3, 'default', {tenant: 'a=b', fast: ''}, 'v7', dialect],
      ['before', 0],
      ['before', 1],
      ['before', 2],
      {kind: 'finished', rows: ['cccc'], steps: 3},
      'finished',
    ]);
    const said = [
      'aaaa aaaa',
      'before bbbb',
      'bbbb itself',
      'bbbb bbbb',
      'before cccc',
      'cccc cccc',
    ];
    expect(await at.audit()).toEqual(said);
    await carriedOut(upgrade(at.project, {target: 'heads'}));
    expect(calls).toHaveLength(6);
    await carriedOut(stamp(at.project, {targets: ['bbbb']}));
    expect((await at.audit()).at(-1)).toBe('bbbb bbbb');
  },
);

test.for(
  dialectNames.flatMap((dialect) =>
    (['revision', 'run'] as const).map((transaction) => ({dialect, transaction})),
  ),
)(
  'on $dialect by $transaction: what a hook did goes with the step that fails, and so does a step whose hook fails',
  async ({dialect, transaction}) => {
    const outcomes: string[] = [];
    let failing = 'bbbb';
    await using at = await opened(dialect, {
      beforeStep: async ({step, db}) => {
        if (step.revision !== 'aaaa') await db.execute("insert into audit values ('before')");
      },
      afterStep: async ({step, db}) => {
        await db.execute("insert into audit values ('after')");
        if (step.revision === failing) throw new Error('not today');
      },
      afterRun: ({outcome}) => {
        outcomes.push(outcome.kind);
      },
    });
    const input = {target: 'heads', transaction};
    const error = await failure(carriedOut(upgrade(at.project, input)));
    expect(error).toMatchObject({
      code: 'hook_failed',
      message: 'the hook afterStep failed at revision bbbb: not today',
      details: {hook: 'afterStep', revision: 'bbbb'},
    });
    const [rows, said] = transaction === 'revision' ? [['aaaa'], ['after']] : [[], undefined];
    expect((await standing(at.project)).rows).toEqual(rows);
    expect(await at.audit().catch(() => undefined)).toEqual(said);
    failing = 'none';
    await carriedOut(upgrade(at.project, input));
    expect(outcomes).toEqual(['failed', 'finished']);
    expect(await at.audit()).toHaveLength(6);
  },
);

test.for(dialectNames)(
  'on %s no hook ends the transaction, and none outlives its call',
  async (dialect) => {
    await using at = await opened(dialect, {afterStep: ({db}) => db.execute('commit')});
    await expect(
      failure(carriedOut(upgrade(at.project, {target: 'heads'}))),
    ).resolves.toMatchObject({
      code: 'hook_failed',
      message: expect.stringContaining('commit'),
    });
    expect((await standing(at.project)).rows).toEqual([]);
  },
);

test.for(dialectNames)('on %s a hook that refuses the run has nothing happen', async (dialect) => {
  await using at = await opened(dialect, {
    beforeRun: async ({db, plan}) => {
      const [row] = await db.query('select count(*) as n from athanor_version');
      throw new Error(`${String(row?.['n'])} rows, ${plan.steps.length} steps`);
    },
  });
  await expect(failure(carriedOut(upgrade(at.project, {target: 'heads'})))).resolves.toMatchObject({
    code: 'hook_failed',
    message: 'the hook beforeRun failed: 0 rows, 3 steps',
  });
  expect((await standing(at.project)).rows).toEqual([]);
});

test('of a listener that fails it is told once, and the run goes on; leaving is an outcome', async () => {
  const outcomes: string[] = [];
  await using at = await opened('sqlite', {
    onEvent: () => Promise.reject(new Error('no network')),
    afterRun: ({outcome}) => outcomes.push(outcome.kind),
  });
  for await (const event of upgrade(at.project, {target: 'heads'})) {
    if (event.kind === 'stepFinished') break;
  }
  expect((await standing(at.project)).rows).toEqual(['aaaa']);
  const kinds = await carriedOut(upgrade(at.project, {target: 'heads'}));
  expect(kinds.filter((kind) => kind === 'hookFailed')).toHaveLength(1);
  expect(kinds.at(-1)).toBe('finished');
  expect(outcomes).toEqual(['left', 'finished']);
});

test('a step that begins outside any transaction has its hook in one of its own', async () => {
  await using at = await opened('postgresql', {
    beforeStep: async ({step, db}) => {
      if (step.revision !== 'aaaa')
        await db.execute('insert into audit values (?)', [step.revision]);
    },
  });
  const {path} = at.project.script('cccc');
  const text = "  op.createIndex('i', 'audit', ['said'], {concurrently: true});";
  writeFileSync(path, revisionText('cccc', {down: 'bbbb', upgrade: text}));
  await carriedOut(upgrade(await at.project.reload(), {target: 'heads'}));
  expect(await at.audit()).toEqual(['bbbb', 'bbbb itself', 'cccc']);
});
