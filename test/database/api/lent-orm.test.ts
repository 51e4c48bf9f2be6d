import {existsSync} from 'node:fs';
import {MikroORM as PostgresOrm} from '@mikro-orm/postgresql';
import {defineEntity, MikroORM as SqliteOrm, p} from '@mikro-orm/sqlite';
import {expect, onTestFinished, test} from 'vitest';
import * as athanor from '../../../source/index.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {ProjectDirectory, revisionText} from '../../support/project-directory.ts';
import {failure} from '../../support/refused.ts';

const Account = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {id: p.integer().primary().autoincrement(), name: p.string().length(80)},
});

const revisions = {
  'revisions/aaaa_x.ts': revisionText('aaaa', {
    upgrade:
      "  op.createTable('account', (t) => ({id: t.integer().autoincrement().primary()}));\n  op.execute('insert into account default values');",
    downgrade: "  op.dropTable('account');",
  }),
  'revisions/bbbb_x.ts': revisionText('bbbb', {
    down: 'aaaa',
    upgrade:
      "  op.run('count', async (db) => { await db.query('select count(*) from account'); });",
    downgrade: '',
  }),
};

/** An application's own instance over a fresh database, and the project of a directory with it. */
async function application(dialect: (typeof dialectNames)[number], hooks: athanor.Hooks = {}) {
  const {address, open} = await freshDatabase(dialect);
  const options = {entities: [Account], logger: () => undefined};
  const orm =
    dialect === 'sqlite'
      ? await SqliteOrm.init({...options, dbName: address.replace('sqlite:', '')})
      : await PostgresOrm.init({...options, clientUrl: address, pool: {min: 0, max: 1}});
  onTestFinished(() => orm.close(true));
  const directory = new ProjectDirectory(revisions);
  onTestFinished(() => directory[Symbol.dispose]());
  const project = await athanor.openProject({directory: directory.path, config: {hooks}, orm});
  return {orm, project, open, address};
}

test.for(dialectNames)(
  'on %s an instance of the application’s own is migrated with, and stays open and as it was',
  async (dialect) => {
    const asked: unknown[] = [];
    const {orm, project} = await application(dialect, {
      afterStep: async ({db}) => {
        asked.push(
          ...(await db.query(dialect === 'sqlite' ? 'pragma query_only' : 'select 1 as one')),
        );
      },
    });
    const settings = async () =>
      orm.em
        .getConnection()
        .execute(
          dialect === 'sqlite'
            ? 'select (select query_only from pragma_query_only) as q, (select timeout from pragma_busy_timeout) as t, (select foreign_keys from pragma_foreign_keys) as f'
            : "select current_setting('default_transaction_read_only') as r, (select count(*)::int from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())) as l",
        );
    const before = await settings();
    expect((await athanor.standing(project)).rows).toEqual([]);
    expect(await settings()).toEqual(before);

    const kinds: string[] = [];
    for await (const event of athanor.upgrade(project, {target: 'heads'})) kinds.push(event.kind);
    expect(kinds.slice(0, 2)).toEqual(['locked', 'planned']);
    expect(kinds.at(-1)).toBe('finished');
    expect(asked).toHaveLength(2);
    expect(await settings()).toEqual(before);

    // The entities are the instance's own too.
    const {changes} = await athanor.check(project);
    expect(changes.map(({text}) => text)).toEqual(['add column name to account']);

    // A run that fails or is left gives the connection back as well.
    for await (const event of athanor.downgrade(project, {target: '-1'})) {
      if (event.kind === 'stepStarted') break;
    }
    const refused = await failure(
      (async () => {
        for await (const event of athanor.downgrade(project, {target: 'base'}))
          kinds.push(event.kind);
      })(),
    );
    expect(refused).toMatchObject({code: 'loss'});
    expect((await athanor.current(project)).current.map(({revision}) => revision)).toEqual([
      'bbbb',
    ]);
    await project[Symbol.asyncDispose]();
    expect(await settings()).toEqual(before);
    expect(await orm.em.getConnection().execute('select id from account')).toEqual([{id: 1}]);
  },
);

test('what is no instance, and two databases at once, are refused', async () => {
  using directory = new ProjectDirectory(revisions);
  const options = {directory: directory.path, config: {}};
  const {orm} = await application('sqlite');
  await expect(
    failure(athanor.openProject({...options, orm, database: 'sqlite:x.db'})),
  ).resolves.toMatchObject({code: 'usage'});
  const wrong = {config: {}, driver: {}, em: {}, schema: {}};
  await using project = await athanor.openProject({...options, orm: wrong});
  await expect(failure(athanor.standing(project))).resolves.toMatchObject({code: 'bad_config'});
  expect(existsSync(`${directory.path}/x.db`)).toBe(false);
});

test('two runs in one process on two databases do not disturb each other', async () => {
  const heard = new Map<string, string[]>();
  const hooks: athanor.Hooks = {
    beforeStep: async ({db, database, step}) => {
      await db.query('select 1');
      const own = heard.get(database) ?? [];
      heard.set(database, [...own, step.revision]);
    },
  };
  const [lite, server] = await Promise.all([
    application('sqlite', hooks),
    application('postgresql', hooks),
  ]);
  const runs = [lite, server].map(({project}) => athanor.upgrade(project, {target: 'heads'}));
  // In step: each waits in the middle of its transaction while the other goes on.
  const kinds: string[][] = [[], []];
  for (let open = runs.length; open > 0;) {
    open = 0;
    for (const [index, run] of runs.entries()) {
      const {value, done} = await run.next();
      if (done === true) continue;
      open++;
      kinds[index]?.push(value.kind);
    }
  }
  expect(kinds[0]).toEqual(kinds[1]);
  expect(kinds[0]?.at(-1)).toBe('finished');
  expect([...heard.values()]).toEqual([
    ['aaaa', 'bbbb'],
    ['aaaa', 'bbbb'],
  ]);
  for (const {project} of [lite, server]) {
    expect((await athanor.standing(project)).isAtHeads).toBe(true);
    await project[Symbol.asyncDispose]();
  }
});
