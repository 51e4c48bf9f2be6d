import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const entities = (properties: string) => `import {defineEntity, p} from '@mikro-orm/core';
import {defineConfig} from '@mikro-orm/sqlite';

const Account = defineEntity({name: 'Account', properties: {${properties}}});

export default defineConfig({dbName: 'test.db', entities: [Account]});
`;

const first = 'id: p.integer().primary(), email: p.string().unique()';

test('from entities to a migrated database, and back to no difference', async () => {
  using project = new ProjectDirectory({
    ...databaseFiles({}),
    'mikro-orm.config.ts': entities(first),
  }).withMikroOrm();
  const {path} = project;
  const before = await typed(path, ['check', '--json']);
  expect(before.code).toBe(3);
  expect(JSON.parse(before.out)).toMatchObject({
    changes: [{kind: 'createTable', table: 'account'}],
  });
  const text = await typed(path, ['check']);
  expect([text.code, text.err]).toEqual([3, expect.stringContaining('--autogenerate')]);

  const generated = await typed(path, [
    'revision',
    '--autogenerate',
    '-m',
    'first tables',
    '--rev-id',
    'aaaa',
    '--json',
  ]);
  expect(JSON.parse(generated.out)).toMatchObject({
    revision: 'aaaa',
    path: `${path}/revisions/aaaa_first_tables.ts`,
    changes: [{table: 'account', destructive: false}],
  });
  expect(readFileSync(`${path}/revisions/aaaa_first_tables.ts`, 'utf8')).toMatch(
    /op\.createTable\(\s*'account'/,
  );
  expect(readdirSync(path)).not.toContain('test.db');

  expect((await typed(path, ['check'])).code).toBe(0);
  expect((await typed(path, ['upgrade', 'heads'])).code).toBe(0);
  const again = await typed(path, ['revision', '--autogenerate', '-m', 'again', '--json']);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({revision: null, changes: []});
  expect(readdirSync(`${path}/revisions`)).toEqual(['aaaa_first_tables.ts']);
});

test('a column that goes is named as what it is', async () => {
  using project = new ProjectDirectory({
    ...databaseFiles({
      aaaa: {
        upgrade:
          "  op.createTable('account', (t) => ({id: t.integer().autoincrement().primary(), email: t.string().unique('account_email_unique'), note: t.text().nullable()}));",
      },
    }),
    'mikro-orm.config.ts': entities(first),
  }).withMikroOrm();
  const {out} = await typed(project.path, ['check', '--json']);
  expect(JSON.parse(out)).toMatchObject({changes: [{kind: 'dropColumn', table: 'account'}]});
  const generated = await typed(project.path, [
    'revision',
    '--autogenerate',
    '-m',
    'less',
    '--json',
  ]);
  expect(JSON.parse(generated.out)).toMatchObject({changes: [{destructive: true}]});
});
