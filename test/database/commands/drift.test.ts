import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {noConsent} from '../../../source/analysis/consent.ts';
import {adoptDrift} from '../../../source/commands/adopt-drift.ts';
import {carryOutSteps} from '../../../source/commands/carry-out-steps.ts';
import {consentFrom} from '../../../source/commands/consent.ts';
import {drift, ignoreDrift} from '../../../source/commands/drift.ts';
import {planToRevert, revert} from '../../../source/commands/revert-drift.ts';
import {standing} from '../../../source/commands/standing.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {dialectNames} from '../../support/databases.ts';
import {projectOn} from '../../support/project-on.ts';

const revisions = {
  aaaa: {
    upgrade: `  op.createTable('account', (t) => ({id: t.integer().primary(), email: t.string().length(80)}));
  op.createIndex('account_email_index', 'account', ['email']);`,
    downgrade: "  op.dropTable('account');",
  },
};

/** A database at its head, and then changed by hand. */
async function drifted(dialect: DialectName) {
  const on = await projectOn(dialect, revisions);
  for await (const _ of upgrade(on.project, {target: 'heads'}));
  await on.ask('drop index account_email_index');
  await on.ask('alter table account add column note varchar(20)');
  await on.ask(
    'create table by_hand (id integer not null primary key, account_id integer references account (id))',
  );
  await on.ask('create index by_hand_account on by_hand (account_id)');
  return on;
}

const ids = ['column account.note', 'index account.account_email_index', 'table by_hand'];

test.for(dialectNames)('what was changed by hand on %s is told, and put back', async (dialect) => {
  const {project, ask} = await drifted(dialect);
  const found = await drift(project);
  expect(found.items.map(({id}) => id).toSorted()).toEqual(ids);
  expect(found.revisions).toEqual(['aaaa']);

  await ask("insert into account (id, email, note) values (1, 'a', 'kept')");
  const shown = await planToRevert(project, []);
  expect(shown.plan.to).toEqual(['aaaa']);
  expect(shown.losses.map(({kind, object, count}) => [kind, object, count])).toEqual([
    ['drop-column', 'account.note', 1],
  ]);
  const refused = carryOutSteps(project, shown, {consent: noConsent});
  await expect(refused.next()).rejects.toMatchObject({code: 'loss'});
  const consent = consentFrom({yes: false, allow: ['drop-column:account.note']});
  for await (const _ of carryOutSteps(project, shown, {consent}));
  expect((await drift(project)).items).toEqual([]);
  expect(await ask('select id, email from account')).toHaveLength(1);
  expect((await planToRevert(project, [])).plan.steps).toEqual([]);
});

test.for(dialectNames)('one thing on %s is put back and the others stay', async (dialect) => {
  const {project} = await drifted(dialect);
  for await (const _ of revert(project, {items: ['index account.account_email_index']}));
  const left = (await drift(project)).items.map(({id}) => id);
  expect(left.toSorted()).toEqual(ids.filter((id) => !id.startsWith('index')));
  await expect(planToRevert(project, ['table by_hnd'])).rejects.toMatchObject({
    code: 'usage',
    hint: expect.stringContaining('table by_hand'),
  });
});

test.for(dialectNames)(
  'what is there on %s is adopted by a revision that makes it elsewhere',
  async (dialect) => {
    const {project} = await drifted(dialect);
    const adopted = await adoptDrift(project, {id: 'bbbb'});
    expect(adopted.stamped).toBe(true);
    const text = readFileSync(adopted.written?.path ?? '', 'utf8');
    expect(text).toContain(
      `op.addColumn('account', 'note', (t) => t.${dialect === 'sqlite' ? "raw('varchar(20)')" : 'string().length(20)'}.nullable());`,
    );
    const after = await project.reload();
    expect((await standing(after)).isAtHeads).toBe(true);
    expect((await drift(after)).items).toEqual([]);

    const elsewhere = await projectOn(dialect, join(project.config.directory, 'revisions'));
    for await (const _ of upgrade(elsewhere.project, {target: 'heads'}));
    expect((await drift(elsewhere.project)).items).toEqual([]);
    const live = async ({database}: typeof elsewhere) => {
      await using session = await database.database.open('read');
      return (await session.introspect()).tables.find(({name}) => name === 'by_hand');
    };
    expect(await live(elsewhere)).toMatchObject({
      columns: [{name: 'id'}, {name: 'account_id'}],
      foreignKeys: [{references: {table: {name: 'account'}}}],
      indexes: [{name: 'by_hand_account'}],
    });
  },
);

test('a revision is not adopted where its parent is not applied: stamping would say too much', async () => {
  const {project, ask} = await projectOn('sqlite', revisions);
  await ask('create table by_hand (id integer not null primary key)');
  await expect(adoptDrift(project, {})).rejects.toMatchObject({code: 'not_applied'});
  expect((await project.reload()).graph.size).toBe(1);
});

test('what is ignored stays so, with its reason, until it differs in another way', async () => {
  const {project, ask} = await drifted('sqlite');
  const left = await ignoreDrift(project, {items: ['table by_hand'], reason: 'for May'});
  expect(left.items.map(({id}) => id).toSorted()).toEqual(ids.slice(0, 2));
  expect(left.ignored).toMatchObject([{id: 'table by_hand', reason: 'for May'}]);
  expect((await planToRevert(project, [])).plan.steps[0]?.statements).not.toContainEqual(
    expect.objectContaining({sql: expect.stringContaining('drop table `by_hand`')}),
  );
  await ask('alter table by_hand add column more text');
  const again = await drift(project);
  expect(again.items.map(({id}) => id).toSorted()).toEqual(ids);
  expect(again.stale.map(({item}) => item)).toEqual(['table by_hand']);
});
