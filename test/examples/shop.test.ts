import {basename} from 'node:path';
import {MikroORM} from '@mikro-orm/sqlite';
import Database from 'better-sqlite3';
import {describe, expect, onTestFinished, test} from 'vitest';
import config from '../../examples/shop/mikro-orm.config.ts';
import {compare} from '../../source/autogenerate/compare.ts';
import {renderStatements} from '../../source/autogenerate/render.ts';
import {openProject} from '../../source/commands/open-project.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import {dialectNamed} from '../../source/dialects/find.ts';
import type {SqlStatement} from '../../source/dialects/statement.ts';
import type {Schema} from '../../source/schema/schema.ts';
import type {Table} from '../../source/schema/table.ts';
import {
  type Answered,
  directory,
  firstSale,
  firstSaleAtHeads,
  firstSaleTakenBack,
  graph,
  history,
  recorded,
  scripts,
} from './shop.ts';
import {sqliteStructure} from './sqlite-structure.ts';

describe('the revisions of the shop', () => {
  test('are read from their text alone', () => {
    expect(scripts).toHaveLength(16);
    expect(scripts.find(({id}) => id === '7ab35e10c9d4')).toEqual({
      id: '7ab35e10c9d4',
      downRevisions: ['e2904b7c1fa6', '91c6d03fe87b'],
      dependsOn: [],
      branchLabels: [],
      message: 'merge payments and coupons',
      description: 'merge payments and coupons',
      created: '2026-03-16T09:05:00Z',
      path: `${directory}revisions/7ab35e10c9d4_merge_payments_and_coupons.ts`,
    });
  });

  test('are named by what they say', () => {
    const names = scripts.map(
      ({id, message}) => `${id}_${message.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}.ts`,
    );
    expect(scripts.map(({path}) => basename(path))).toEqual(names);
  });

  test('were made in the order in which they stand on each other', () => {
    const wrong = graph.ids.flatMap((id) =>
      graph.parents(id).filter((parent) => created(parent) >= created(id)),
    );
    expect(wrong).toEqual([]);
    expect(new Set(scripts.map((script) => script.created)).size).toBe(16);
  });

  test('have two heads, a branch that was merged, a label and a dependency', () => {
    expect(graph.heads).toEqual(['9e03b6f4a82d', 'f3875d1ec62a']);
    expect(graph.effectiveHeads).toEqual(graph.heads);
    expect(graph.bases).toEqual(['3f9a1c07e5b2']);
    expect(graph.mergePoints).toEqual(['7ab35e10c9d4']);
    expect(graph.branchPoints).toEqual(['7ab35e10c9d4', 'b07e52a9d4c8']);
    expect(graph.branchLabels).toEqual(['reports']);
    expect(graph.labels('9e03b6f4a82d')).toEqual(['reports']);
    expect(graph.labels('f3875d1ec62a')).toEqual([]);
    expect(graph.ids.filter((id) => graph.dependencies(id).length > 0)).toEqual(['9e03b6f4a82d']);
    expect(graph.dependencies('9e03b6f4a82d')).toEqual(['6fc02a8d17b3']);
  });

  test.for(graph.ids.map((id) => [id]))(
    '%s records both ways, without code to run',
    async ([id = '']) => {
      const {upgrade, downgrade} = await recorded(id);
      expect(upgrade.length === 0).toBe(graph.isMergePoint(id));
      expect(downgrade.length === 0).toBe(graph.isMergePoint(id));
      expect([...upgrade, ...downgrade].filter(({kind}) => kind === 'run')).toEqual([]);
    },
  );
});

describe.for(['sqlite', 'postgresql'] as const)('on %s', (name) => {
  test('every revision compiles both ways and can be taken back', async () => {
    for (const {id, upgrade, downgrade, before, again} of await history(name)) {
      expect(upgrade.length === 0).toBe(graph.isMergePoint(id));
      expect(downgrade.length === 0).toBe(graph.isMergePoint(id));
      expect({id, schema: sorted(again, name)}).toEqual({id, schema: sorted(before, name)});
    }
  });
});

test('some revisions rebuild tables of SQLite', async () => {
  const compiled = await history('sqlite');
  expect(compiled.filter(({upgrade}) => rebuilds(upgrade)).map(({id}) => id)).toEqual([
    '91c6d03fe87b',
    'e2904b7c1fa6',
    'd95b7c3018ef',
    '1b74e93d5fa8',
    '6fc02a8d17b3',
    'f3875d1ec62a',
  ]);
});

describe('a SQLite database', () => {
  test('goes up, down to nothing, and up to the same', async () => {
    const database = open();
    const steps = await history('sqlite');
    for (const {upgrade} of steps) carryOut(database, upgrade);
    const first = sqliteStructure(database);
    for (const {downgrade} of steps.toReversed()) carryOut(database, downgrade);
    expect(sqliteStructure(database).filter((line) => !line.includes(' sqlite_'))).toEqual([]);
    for (const {upgrade} of steps) carryOut(database, upgrade);
    expect(sqliteStructure(database)).toEqual(first);
  });

  test('ends as MikroORM would make it, but for the telephone numbers', async () => {
    const ours = open();
    for (const {upgrade} of await history('sqlite')) carryOut(ours, upgrade);

    const orm = await MikroORM.init({entities: config.entities ?? [], dbName: ':memory:'});
    const sql = await orm.schema.getCreateSchemaSQL();
    await orm.close();
    const theirs = open();
    theirs.exec(sql);

    const have = sqliteStructure(ours);
    const want = sqliteStructure(theirs);
    expect(have.filter((line) => !want.includes(line))).toEqual([]);
    expect(want.filter((line) => !have.includes(line))).toEqual([
      'column customer ["phone","text",0,null,0,0]',
      'index customer ["customer_phone_index",0,0,[["phone",0,"BINARY"]],null]',
    ]);
  });

  test('keeps what was sold through every rebuild, and its stock', async () => {
    const database = open();
    const steps = await history('sqlite');
    const start = steps.findIndex(({id}) => id === 'b07e52a9d4c8') + 1;
    for (const {upgrade} of steps.slice(0, start)) carryOut(database, upgrade);
    for (const sql of firstSale) database.exec(sql);
    const answers = (questions: readonly Answered[]) =>
      questions.map(([sql]) => [sql, database.prepare<[], {n: unknown}>(sql).get()?.n]);

    for (let round = 0; round < 2; round++) {
      for (const {upgrade} of steps.slice(start)) carryOut(database, upgrade);
      expect(answers(firstSaleAtHeads)).toEqual(firstSaleAtHeads);
      for (const {downgrade} of steps.slice(start).toReversed()) carryOut(database, downgrade);
      expect(answers(firstSaleTakenBack)).toEqual(firstSaleTakenBack);
    }
  });
});

test.for([
  [
    'sqlite',
    [
      "op.addColumn('customer', 'phone', (t) => t.string().length(32).nullable());",
      "op.createIndex('customer_phone_index', 'customer', ['phone']);",
    ],
  ],
  [
    'postgresql',
    [
      "op.addColumn('customer', 'phone', (t) => t.string().length(32).nullable());",
      "op.alterColumn('customer', 'name', {type: (t) => t.string().length(160)});",
      "op.createIndex('customer_phone_index', 'customer', ['phone']);",
    ],
  ],
] as const)('on %s the entities are ahead by telephone numbers', async ([name, lines]) => {
  await using project = await openProject({directory});
  const {stored} = await project.dialect(name);
  const from = await project.schemaAt(graph.heads, name);
  const {operations, hints} = compare(from, await project.model(name), {stored});
  expect(renderStatements(operations)).toEqual(lines);
  expect(hints).toEqual([]);
});

/** The schema without the order in which things were made. */
function sorted(schema: Schema, name: DialectName): Schema {
  const stored = dialectNamed(name).stored(schema);
  return {...stored, tables: stored.tables.map((table) => sortedTable(table)).toSorted(byName)};
}

function sortedTable(table: Table): Table {
  return {
    ...table,
    columns: table.columns.toSorted(byName),
    uniques: table.uniques.toSorted(byName),
    foreignKeys: table.foreignKeys.toSorted(byName),
    checks: table.checks.toSorted(byName),
    indexes: table.indexes.toSorted(byName),
  };
}

const byName = (a: {readonly name: string}, b: {readonly name: string}) =>
  a.name.localeCompare(b.name);

const created = (id: string) => scripts.find((script) => script.id === id)?.created ?? '';

const rebuilds = (statements: readonly SqlStatement[]) =>
  statements.some(({foreignKeysOff}) => foreignKeysOff === true);

function open(): Database.Database {
  const database = new Database(':memory:');
  onTestFinished(() => void database.close());
  return database;
}

/** A revision's statements in one transaction, around which SQLite lets go of foreign keys if they say so. */
function carryOut(database: Database.Database, statements: readonly SqlStatement[]): void {
  database.pragma(`foreign_keys = ${rebuilds(statements) ? 'off' : 'on'}`);
  database.exec('begin immediate');
  for (const {sql} of statements) database.exec(sql);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.exec('commit');
}
