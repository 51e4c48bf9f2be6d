import {describe, expect, test} from 'vitest';
import {consentFrom} from '../../../source/commands/consent.ts';
import {offline} from '../../../source/commands/offline.ts';
import {downgrade, upgrade} from '../../../source/commands/upgrade.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import type {Project} from '../../../source/commands/project.ts';
import {directory, firstSale, graph} from '../../examples/shop.ts';
import {dialectNames, freshDatabase, type TestDatabase} from '../../support/databases.ts';
import {projectOn, type ProjectOn} from '../../support/project-on.ts';
import {scriptWays, statementsOf, type ScriptWay} from '../../support/scripts.ts';

const consent = consentFrom({yes: true, allow: []});

/** How scripts for a database are carried out here, for the name of a test. */
const waysFor = (dialect: DialectName) => {
  const ways = scriptWays.filter((way) => way.dialect === dialect);
  return {dialect, ways, names: ways.map(({name}) => name).join(' and through ')};
};

test.for(dialectNames.map(waysFor))(
  'the whole history of the shop, up and down, branch by branch, ends on $dialect as online, through $names',
  async ({dialect, ways}) => {
    const online = await projectOn(dialect, `${directory}revisions`);
    const offlines = [];
    for (const way of ways) offlines.push({way, database: await freshDatabase(dialect)});
    for (const [at, [start, end]] of stations().entries()) {
      await go(online, start, end);
      if (at === 2) await sell(online.ask);
      const wanted = await contents(online.database);
      for (const {way, database} of offlines) {
        await script(way, database, {project: online.project, start, end});
        if (at === 2) await sell((sql) => ask(database, sql));
        expect({way: way.name, end, ...(await contents(database))}).toEqual({
          way: way.name,
          end,
          ...wanted,
        });
      }
    }
    expect(await contents(online.database)).toEqual({
      schema: expect.objectContaining({tables: []}),
      rows: {},
      revisions: [],
    });
  },
);

describe.for(scriptWays)('through $name', ({dialect, perform}) => {
  test(`a script for ${dialect} stops where the database stands elsewhere, and does nothing`, async () => {
    const {project, database} = await projectOn(dialect, {
      aaaa: {upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));"},
      bbbb: {down: 'aaaa', upgrade: "  op.execute('insert into account values (1)');"},
    });
    const [first, second] = [
      await offline(project, {direction: 'upgrade', range: 'aaaa'}),
      await offline(project, {direction: 'upgrade', range: 'aaaa:bbbb'}),
    ];
    expect(await perform(database, second)).toEqual({
      error: expect.stringMatching(/stand(s)? at/),
    });
    expect(await contents(database)).toMatchObject({rows: {}, revisions: undefined});
    expect(await perform(database, first)).toEqual({error: ''});
    expect(await perform(database, first)).toEqual({error: expect.stringContaining('base')});
    expect(await perform(database, second)).toEqual({error: ''});
    const before = await contents(database);
    expect(before).toMatchObject({rows: {account: [{id: 1}]}, revisions: ['bbbb']});
    expect(await perform(database, second)).toEqual({error: expect.stringContaining('aaaa')});
    expect(await perform(database, first)).toEqual({error: expect.stringContaining('base')});
    expect(await contents(database)).toEqual(before);
  });
});

async function sell(perform: (sql: string) => Promise<unknown>): Promise<void> {
  for (const sql of firstSale) await perform(sql);
}

async function script(
  {perform}: ScriptWay,
  database: TestDatabase,
  {project, start, end}: {readonly project: Project; readonly start: string; readonly end: string},
): Promise<void> {
  const range = `${start}:${end}`;
  const direction = isUpwards(start, end) ? 'upgrade' : 'downgrade';
  const sql = await offline(project, {direction, range});
  expect([range, await perform(database, sql)]).toEqual([range, {error: ''}]);
}

const afterFirstSale = 'b07e52a9d4c8';

/** Up to each revision of one line after the other, where both have been, and back again. */
function stations(): readonly (readonly [start: string, end: string])[] {
  const trunk = ['3f9a1c07e5b2', '8c41d6e2790f', afterFirstSale];
  return [
    ...pairs(['base', ...trunk, '5d13f8ab62e0', 'e2904b7c1fa6']),
    ...pairs(['e2904b7c1fa6', afterFirstSale, '91c6d03fe87b', '7ab35e10c9d4']),
    ...pairs(['7ab35e10c9d4', '9e03b6f4a82d', 'heads', afterFirstSale, 'heads', 'base']),
  ];
}

const pairs = (places: readonly string[]): readonly (readonly [string, string])[] =>
  places.slice(1).map((end, at) => [places[at] ?? 'base', end]);

function isUpwards(start: string, end: string): boolean {
  if (end === 'base' || start === 'heads') return false;
  return end === 'heads' || start === 'base' || graph.ancestors([end]).has(start);
}

async function go({project}: ProjectOn, start: string, end: string): Promise<void> {
  const events = isUpwards(start, end)
    ? upgrade(project, {target: end, consent})
    : downgrade(project, {target: end, consent});
  for await (const _ of events);
}

async function ask(database: TestDatabase, sql: string): Promise<readonly unknown[]> {
  await using session = await database.database.open('write');
  return await session.query(sql);
}

/** Every row of every table, the version rows, and the schema. */
async function contents({database}: TestDatabase) {
  await using session = await database.open('read');
  const schema = await session.introspect();
  const rows: Record<string, unknown> = {};
  for (const {name} of schema.tables) {
    const all = await session.query(`select * from "${name}"`);
    rows[name] = all
      .map(withoutClock)
      .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  const revisions = await session
    .query<{revision: string}>('select revision from athanor_version order by revision')
    .catch(() => undefined);
  return {schema, rows, revisions: revisions?.map(({revision}) => revision)};
}

/** Without what the database's own clock has written. */
const withoutClock = (row: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !name.endsWith('_at')));

test('a script is cut where psql cuts it', () => {
  expect(
    statementsOf(
      "select ';'; -- no; end\ncreate function f() returns int begin atomic select 1; select case when true then 2 end; end; do $a$ begin; end $a$;\n",
    ),
  ).toHaveLength(3);
});
