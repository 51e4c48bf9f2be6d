import {expect, test} from 'vitest';
import {diff, diffSql} from '../../source/commands/diff.ts';
import {openProject} from '../../source/commands/open-project.ts';
import {findThing, schema, type ShownNode} from '../../source/commands/schema.ts';
import {typed} from '../cli/typed.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';

const files = databaseFiles({
  aaaa: {
    upgrade:
      "  op.createTable('account', (t) => ({id: t.integer().primary(), email: t.string().length(120)}));\n" +
      "  op.createTable('entry', (t) => ({id: t.integer().primary()}));",
  },
  bbbb: {
    down: 'aaaa',
    labels: ['names'],
    message: 'names',
    upgrade:
      "  op.renameTable('account', 'person');\n  op.renameColumn('person', 'email', 'mail');\n" +
      "  op.createIndex('person_mail', 'person', ['mail']);",
  },
  cccc: {
    down: 'bbbb',
    message: 'rows',
    upgrade:
      "  op.execute(\"update person set mail = lower(mail)\");\n  op.run('count', async (db) => { await db.query('select * from entry'); });",
  },
  dddd: {
    down: 'aaaa',
    labels: ['secret'],
    upgrade: "  op.execute('create trigger t after insert on entry begin select 1; end');",
  },
});

async function opened() {
  const directory = new ProjectDirectory(files).withMikroOrm();
  const project = await openProject({directory: directory.path});
  return {
    project,
    path: directory.path,
    async [Symbol.asyncDispose]() {
      await project[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}

const revisionsOf = ({touched}: ShownNode) =>
  touched.map(({revision, effect}) => [revision, effect]);

test('what gets another name keeps its history, and rows count for their table', async () => {
  await using open = await opened();
  const shown = await schema(open.project, {target: 'names@head'});
  expect(shown.tree.map(({id}) => id)).toEqual(['table person', 'table entry']);
  expect(revisionsOf(findThing(shown, 'person'))).toEqual([
    ['cccc', 'data'],
    ['bbbb', 'schema'],
    ['bbbb', 'schema'],
    ['bbbb', 'schema'],
    ['aaaa', 'schema'],
  ]);
  expect(revisionsOf(findThing(shown, 'person.mail'))).toEqual([
    ['bbbb', 'schema'],
    ['aaaa', 'schema'],
  ]);
  expect(revisionsOf(findThing(shown, 'person.id'))).toEqual([['aaaa', 'schema']]);
  expect(revisionsOf(findThing(shown, 'entry'))).toEqual([
    ['cccc', 'data'],
    ['aaaa', 'schema'],
  ]);
  expect(() => findThing(shown, 'persn')).toThrow(
    expect.objectContaining({hint: 'did you mean person?'}),
  );
});

test('raw SQL of unknown effect is said wherever it counts', async () => {
  await using open = await opened();
  const shown = await schema(open.project, {target: 'heads'});
  const sql = 'create trigger t after insert on entry begin select 1; end';
  expect(shown.unknowns).toEqual([{revision: 'dddd', sql}]);
  expect(revisionsOf(findThing(shown, 'entry'))).toContainEqual(['dddd', 'unknown']);
  const {out} = await typed(open.path, ['schema', 'dddd']);
  expect(out).toBe(
    [
      'account',
      '  id integer not null',
      '  email string(120) not null',
      '  primary key (id)',
      'entry',
      `  not known: whether dddd changes it: execute ${sql}`,
      '  id integer not null',
      '  primary key (id)',
      `not known: what dddd does with ${sql}`,
      '',
    ].join('\n'),
  );
  const between = await typed(open.path, ['diff', 'secret', 'entities']);
  expect(between.out).toContain(`not known: what dddd does with ${sql}`);
});

test('two branches are compared, in words and as statements', async () => {
  await using open = await opened();
  const between = await diff(open.project, {from: 'dddd', to: 'bbbb'});
  expect(between.changes.map(({change, id}) => [change, id])).toEqual([
    ['added', 'table person'],
    ['removed', 'table account'],
  ]);
  expect(await diffSql(open.project, between)).toEqual([
    'create table `person` (`id` integer not null primary key, `mail` text not null)',
    'create index `person_mail` on `person` (`mail`)',
    'drop table `account`',
  ]);
  const {out, code} = await typed(open.path, ['diff', 'dddd', 'bbbb', '--exit-code']);
  expect(code).toBe(3);
  expect(out.split('\n').slice(0, 5)).toEqual([
    '+ table person',
    '+   id integer not null',
    '+   mail string(120) not null',
    '+   primary key (id)',
    '+   index person_mail on (mail)',
  ]);
  expect((await typed(open.path, ['diff', 'aaaa', 'aaaa', '--exit-code'])).out).toBe(
    'aaaa and aaaa are the same\n',
  );
});

test('no database is asked, and none is made', async () => {
  await using open = await opened();
  const {readdirSync} = await import('node:fs');
  await typed(open.path, ['schema', 'heads', '--touched']);
  await typed(open.path, ['diff', 'base', 'heads', '--sql']);
  expect(readdirSync(open.path)).not.toContain('test.db');
});
