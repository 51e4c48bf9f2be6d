import {join} from 'node:path';
import {expect, test} from 'vitest';
import {drift} from '../../../source/commands/drift.ts';
import {takeOver} from '../../../source/commands/take-over.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import {others} from '../../support/made-by-others.ts';
import {projectOn, type ProjectOn} from '../../support/project-on.ts';

test.for(others)(
  'the database of $name on $dialect is taken over, and made again equal from nothing',
  {timeout: 60_000},
  async ({dialect, statements}) => {
    const first = await projectOn(dialect, {});
    for (const sql of statements) await first.ask(sql);
    const before = await read(first);
    const taken = await takeOver(first.project, {id: 'aaaa'});
    expect(taken).toMatchObject({stamped: true, leftOut: [], differences: []});
    expect(await read(first)).toEqual(before);

    const again = await projectOn(dialect, join(first.project.config.directory, 'revisions'));
    for await (const _ of upgrade(again.project, {target: 'heads'}));
    expect((await drift(again.project)).items).toEqual([]);
    expect(await read(again)).toEqual(before);
    await expect(takeOver(again.project)).rejects.toMatchObject({code: 'already_initialised'});
  },
);

/** All that is read of a database, in the order of names. */
async function read({database}: ProjectOn): Promise<unknown> {
  await using session = await database.database.open('read');
  const {tables, enums, objects = []} = await session.introspect();
  return [tables, enums, objects].map((things) =>
    things
      .map((thing) => JSON.stringify(thing))
      .toSorted()
      .map((text): unknown => JSON.parse(text)),
  );
}

test('what has no place in a revision is named, not dropped', async () => {
  const {project, ask} = await projectOn('postgresql', {});
  await ask('create table booking (room integer primary key, during int4range)');
  await ask('alter table booking add constraint no_overlap exclude using gist (during with &&)');
  await ask('create type place as (x integer, y integer)');
  await ask('create unlogged table scratch (id integer primary key)');
  await ask('create domain positive as integer check (value > 0)');
  await ask('create table measure (at date not null) partition by range (at)');
  await ask(
    `create table measure_now partition of measure for values from ('2026-01-01') to ('2027-01-01')`,
  );
  const {leftOut, differences} = await takeOver(project);
  expect(differences).toEqual([]);
  expect(leftOut).toEqual([
    {kind: 'composite type', name: 'place'},
    {kind: 'domain', name: 'positive'},
    {kind: 'unlogged table', name: 'scratch'},
  ]);

  const small = await projectOn('sqlite', {});
  await small.ask('create virtual table note using fts5 (text)');
  await small.ask(
    'create table account (id integer primary key, email text unique on conflict ignore)',
  );
  expect((await takeOver(small.project)).leftOut).toEqual(
    expect.arrayContaining([
      {kind: 'virtual table', name: 'note'},
      {kind: 'on conflict ignore', name: 'account'},
    ]),
  );
});

test.for(['sqlite', 'postgresql'] as const)(
  'a database of %s with tables of the revisions and no version rows is no new one',
  async (dialect) => {
    const {project, ask} = await projectOn(dialect, {
      aaaa: {upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));"},
    });
    await ask('create table other (id integer not null primary key)');
    await ask('create table account (id integer not null primary key)');
    await expect(upgrade(project, {target: 'heads'}).next()).rejects.toMatchObject({
      code: 'not_empty',
      details: {tables: ['account']},
    });
    const forced = upgrade(project, {target: 'heads', asNew: true});
    await expect(
      (async () => {
        for await (const _ of forced);
      })(),
    ).rejects.toMatchObject({code: 'statement_failed'});
  },
);
