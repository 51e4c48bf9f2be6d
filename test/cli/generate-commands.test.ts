import {readdirSync, readFileSync, rmSync} from 'node:fs';
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

const withName = {
  ...databaseFiles({
    aaaa: {
      upgrade:
        "  op.createTable('account', (t) => ({id: t.integer().autoincrement().primary(), name: t.text(), age: t.integer().nullable()}));",
    },
  }),
  'mikro-orm.config.ts': entities(
    'id: p.integer().primary(), full_name: p.text(), age: p.integer()',
  ),
};
const generate = ['revision', '--autogenerate', '-m', 'names', '--rev-id', 'bbbb', '--json'];

test('without a terminal, what nobody answered is listed, and nothing is written', async () => {
  using project = new ProjectDirectory(withName).withMikroOrm();
  const {code, out} = await typed(project.path, generate);
  expect(code).toBe(1);
  expect(JSON.parse(out).error).toMatchObject({
    code: 'questions',
    details: {
      questions: [
        {
          id: 'column:account.name',
          kind: 'renamedColumn',
          candidates: [
            {value: 'rename:full_name', reason: 'both are defined the same'},
            {value: 'drop'},
          ],
          answers: [{add: ['--answer', 'column:account.name=rename:full_name']}, {}],
        },
        {id: 'fill:account.full_name'},
        {id: 'fill:account.age'},
      ],
    },
  });
  const text = await typed(project.path, generate.slice(0, -1));
  expect(text.err).toContain("--answer 'column:account.name=rename:full_name'");
  expect(readdirSync(`${project.path}/revisions`)).toEqual(['aaaa_x.ts']);
});

const body = (text: string): string => text.slice(text.indexOf('export function'));

test('answers are given in advance, kept, and give the same revision again', async () => {
  using project = new ProjectDirectory(withName).withMikroOrm();
  const {path} = project;
  const answers = ['--rename', 'account.name:full_name', '--answer', 'fill:account.age=constant:7'];
  const {code, out} = await typed(path, [...generate, ...answers, '--keep-answers', 'kept.json']);
  expect([code, out]).toEqual([0, expect.stringContaining('rename column name of account')]);
  const written = readFileSync(`${path}/revisions/bbbb_names.ts`, 'utf8');
  expect(written).toContain("op.renameColumn('account', 'name', 'full_name');");
  expect(written).toContain('set "age" = 7 where "age" is null');
  expect(JSON.parse(readFileSync(`${path}/kept.json`, 'utf8'))).toEqual({
    'fill:account.age': 'constant:7',
    'rename:account.name': 'rename:full_name',
  });

  rmSync(`${path}/revisions/bbbb_names.ts`);
  const again = await typed(path, [...generate, '--answers', 'kept.json']);
  expect(again.code).toBe(0);
  expect(body(readFileSync(`${path}/revisions/bbbb_names.ts`, 'utf8'))).toBe(body(written));
  expect((await typed(path, ['check'])).code).toBe(0);
});

test.for([
  [['--answer', 'nonsense'], 'is no answer'],
  [['--rename', 'account.name'], 'is no rename'],
  [['--answer', 'column:account.name=rename:nothing'], 'one of rename:full_name, drop'],
  [
    [
      '--rename',
      'account.name:full_name',
      '--answer',
      'fill:account.age=backfill',
      '--answer',
      'a=b',
    ],
    'nothing was asked that a answers',
  ],
  [['--answers', 'nowhere.json'], 'cannot be read'],
  [['--answers', 'package.json'], 'holds no answers'],
] as const)('%s is refused', async ([answers, said]) => {
  using project = new ProjectDirectory({
    ...withName,
    'package.json': '{"type": "module", "private": true}',
  }).withMikroOrm();
  const {code, out} = await typed(project.path, [...generate, ...answers]);
  expect([code, out]).toEqual([2, expect.stringContaining(said)]);
  expect(readdirSync(`${project.path}/revisions`)).toEqual(['aaaa_x.ts']);
});
