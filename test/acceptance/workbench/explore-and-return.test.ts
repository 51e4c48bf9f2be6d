import {expect, test} from 'vitest';
import {projectOn} from '../../support/project-on.ts';
import {openWorkbench} from './open.ts';

const patience = 90_000;

const revisions = {
  aaaaaa: {
    message: 'accounts',
    upgrade: `  op.createTable('account', (t) => ({id: t.integer().primary(), note: t.text().nullable()}));`,
    downgrade: "  op.dropTable('account');",
  },
  bbbbbb: {
    down: 'aaaaaa',
    labels: ['ledger'],
    message: 'a ledger',
    upgrade: `  op.createTable('entry', (t) => ({id: t.integer().primary()}));
  op.execute('insert into account (id) values (1)');`,
    downgrade: "  op.execute('delete from account');\n  op.dropTable('entry');",
  },
  cccccc: {
    down: 'aaaaaa',
    labels: ['marks'],
    message: 'marks',
    upgrade: `  op.addColumn('account', 'mark', (t) => t.integer().nullable());`,
    downgrade: "  op.dropColumn('account', 'mark');",
  },
};

test.for([
  ['sqlite', 120, 35],
  ['sqlite', 80, 24],
  ['postgresql', 120, 35],
] as const)(
  'on %s at %ix%i: found by what it touches, looked at, compared, taken up, back, and a branch alone',
  {timeout: patience},
  async ([dialect, columns, rows]) => {
    const {path, ask} = await projectOn(dialect, revisions);
    const versions = async () =>
      (await ask('select revision from athanor_version order by 1')).map(({revision}) => revision);
    await using session = openWorkbench(path, {columns, rows});
    await session.waitFor('3 pending');

    // Exploring: found by a table of its operations, its schema with who touched it, and compared across branches.
    session.press('/');
    session.send('entry');
    await session.waitFor(/1 found|❯.*bbbbbb/);
    session.press('enter', '0', '[');
    await session.waitFor('What it changed');
    expect(await session.waitFor('create table entry')).toMatch(/aaaaaa +note text null/);
    session.press('esc', 'esc', 'space', 'G', 'P');
    await session.waitFor(/❯.*(?:bbbbbb|cccccc)/);
    session.press('g');
    await session.still();
    session.press(...((await session.text()).match(/❯.*bbbbbb/) ? ['j'] : []), 'c');
    expect(await session.waitFor('on different lines')).toContain('from bbbbbb');
    await session.waitFor(/\+ add column mark/);
    session.press('esc');

    // Up, a step at a time, with the rows before and after, and the last step taken back.
    session.press(':');
    session.send('upgrade to heads');
    session.press('enter');
    await session.waitFor('y run step 1');
    await session.pressWhenArmed('y');
    expect(await session.waitFor('run step 2')).toMatch(/account none → 0/);
    expect(await versions()).toEqual(['aaaaaa']);
    await session.pressWhenArmed('A');
    await session.waitFor('all steps are done');
    expect(await versions()).toEqual(['bbbbbb', 'cccccc']);
    expect(await ask('select id from account')).toEqual([{id: 1}]);

    // One branch alone goes down, and the other one stays.
    session.press('esc', '/');
    session.send('ledger');
    session.press('enter', 'x');
    session.send('take down');
    session.press('enter');
    expect(await session.waitFor('run step 1')).toContain('Downgrade');
    await session.pressWhenArmed('y');
    const question = await session.waitFor(/Type the|all steps are done/);
    const number = /will be lost, (\d+)/.exec(question)?.[1];
    if (number !== undefined) {
      await session.pressWhenArmed(number);
      await session.waitFor(`then y:  ${number}`);
      session.press('y');
    } else if (question.includes("environment's name")) {
      await session.pressWhenArmed('d');
      session.send('efault');
      session.press('y');
    }
    await session.waitFor('all steps are done');
    expect(await versions()).toEqual(['cccccc']);
    expect(await ask('select count(*) as n from account')).toEqual([{n: expect.anything()}]);

    // What was done is taken back: up again.
    session.press('t');
    await session.waitFor('Upgrade: 1 step');
    await session.pressWhenArmed('y');
    await session.waitFor('all steps are done');
    expect(await versions()).toEqual(['bbbbbb', 'cccccc']);
    session.press('esc', 'q');
    expect(await session.ended).toEqual({code: 0, signal: 0});
  },
);
