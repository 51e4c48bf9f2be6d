import {expect, test} from 'vitest';
import {answered, autogenerate, check, without} from '../../source/commands/autogenerate.ts';
import {draftRevision} from '../../source/commands/draft-revision.ts';
import {openProject} from '../../source/commands/open-project.ts';
import type {Project} from '../../source/commands/project.ts';
import {writeRevision} from '../../source/commands/write-revision.ts';
import {formatted} from '../support/formatted.ts';
import {ProjectDirectory} from '../support/project-directory.ts';

const ormConfig = (bookTitle: string): string => `
import {defineConfig, defineEntity, p} from '@mikro-orm/sqlite';

const Author = defineEntity({
  name: 'Author',
  properties: {id: p.integer().primary(), name: p.string().length(80)},
});
const Book = defineEntity({
  name: 'Book',
  properties: {
    id: p.integer().primary(),
    ${bookTitle},
    state: p.enum(['in', 'out']).default('in'),
    author: () => p.manyToOne(Author),
  },
});
const Stock = defineEntity({
  name: 'Stock',
  tableName: 'stock',
  view: true,
  expression: 'select 1 as id',
  properties: {id: p.integer().primary()},
});

export default defineConfig({dbName: ':memory:', entities: [Author, Book, Stock]});
`;

function projectDirectory(dialects?: readonly string[]): ProjectDirectory {
  return new ProjectDirectory({
    'package.json': '{"type": "module"}',
    'athanor.config.ts': `export default {dialects: ${JSON.stringify(dialects)}};\n`,
    'mikro-orm.config.ts': ormConfig('title: p.string()'),
  }).withMikroOrm();
}

/** Writes what was generated as a revision, and gives the project with it. */
async function accept(project: Project, id: string): Promise<{text: string; next: Project}> {
  const draft = draftRevision(project, {id, message: 'generated'}, await autogenerate(project));
  await writeRevision(project, draft);
  return {text: draft.text, next: await project.reload()};
}

test('from nothing, and then nothing is found', async () => {
  using directory = projectDirectory();
  await using project = await openProject({directory: directory.path});
  const {items, leftOut, hints} = await autogenerate(project);

  expect(items.map(({line}) => line)).toEqual([
    'create table author',
    'create table book',
    'create index book_author_id_index on book (author_id)',
  ]);
  expect(leftOut).toMatchObject([{kind: 'view', name: 'stock'}]);
  expect(hints).toEqual([]);

  const {text, next} = await accept(project, 'aaaaaaaaaaaa');
  expect(await formatted(text)).toBe(text);
  expect(text.slice(text.indexOf('export function upgrade')))
    .toBe(`export function upgrade(op: Operations) {
  op.createTable('author', (t) => ({
    id: t.integer().autoincrement().primary(),
    name: t.string().length(80),
  }));
  op.createTable(
    'book',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      title: t.string(),
      state: t.enum(['in', 'out']).default('in'),
      author_id: t.integer(),
    }),
    {
      foreignKeys: {
        book_author_id_foreign: {columns: ['author_id'], references: ['author', ['id']]},
      },
    },
  );
  op.createIndex('book_author_id_index', 'book', ['author_id']);
}

export function downgrade(op: Operations) {
  op.dropTable('book');
  op.dropTable('author');
}
`);
  expect(await check(next)).toEqual({changes: []});
  expect(await autogenerate(next)).toMatchObject({operations: [], upgrade: [], downgrade: []});
});

test('what changed since is found, and can be left out', async () => {
  using directory = projectDirectory();
  await using project = await openProject({directory: directory.path});
  const {next} = await accept(project, 'aaaaaaaaaaaa');
  directory.write(
    'mikro-orm.config.ts',
    ormConfig('name: p.string(), pages: p.integer().nullable()'),
  );
  // Modules are loaded once in a process, so the changed entities are those of another project.
  using other = new ProjectDirectory({
    'package.json': '{"type": "module"}',
    'athanor.config.ts': 'export default {};\n',
    'mikro-orm.config.ts': ormConfig('name: p.string(), pages: p.integer().nullable()'),
  }).withMikroOrm();
  await using changed = await openProject({directory: other.path});
  const compared = {...changed, graph: next.graph, schemaAt: next.schemaAt};

  expect(await check(compared)).toEqual({
    changes: [
      {kind: 'addColumn', table: 'book', text: 'add column name to book'},
      {kind: 'addColumn', table: 'book', text: 'add column pages to book'},
      {kind: 'dropColumn', table: 'book', text: 'drop column title of book'},
    ],
  });
  const all = await autogenerate(compared);
  expect(all.questions.map(({id, candidates: [likely]}) => [id, likely?.value])).toEqual([
    ['column:book.title', 'rename:name'],
    ['fill:book.name', "constant:''"],
  ]);
  const renamed = answered(all, {'column:book.title': 'rename:name'});
  expect(renamed.questions).toEqual([]);
  expect(renamed.upgrade).toEqual([
    "op.renameColumn('book', 'title', 'name');",
    "op.addColumn('book', 'pages', (t) => t.integer().nullable());",
  ]);
  expect(renamed.downgrade).toEqual([
    "op.dropColumn('book', 'pages');",
    "op.renameColumn('book', 'name', 'title');",
  ]);
  const some = without(all, new Set(['column book.name', 'column book.title']));
  expect(some.upgrade).toEqual(["op.addColumn('book', 'pages', (t) => t.integer().nullable());"]);
  expect(some.downgrade).toEqual(["op.dropColumn('book', 'pages');"]);
});

test('for two databases what is the same is said once', async () => {
  using directory = projectDirectory(['sqlite', 'postgresql']);
  await using project = await openProject({directory: directory.path});
  const {upgrade, downgrade, items} = await autogenerate(project);

  expect(upgrade.map((statement) => statement.split('\n')[0])).toEqual([
    "op.createTable('author', (t) => ({",
    'op.createTable(',
    "op.only('sqlite', (op) => {",
  ]);
  expect(upgrade[0]).toContain('name: t.string().length(80),');
  expect(downgrade).toEqual(["op.dropTable('book');", "op.dropTable('author');"]);
  expect(items.at(-1)).toMatchObject({
    id: 'index book.book_author_id_index (sqlite)',
    line: 'create index book_author_id_index on book (author_id) (sqlite only)',
    needs: ['table book'],
  });

  const {next} = await accept(project, 'aaaaaaaaaaaa');
  expect(await check(next)).toEqual({changes: []});
  expect(await check(next, {dialect: 'postgresql'})).toEqual({changes: []});
});
