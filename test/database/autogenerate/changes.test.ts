import {afterAll, beforeAll, expect, inject, test} from 'vitest';
import {downgradeOf} from '../../../source/autogenerate/downgrade.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {replay} from '../../../source/operations/apply.ts';
import {describe as inWords} from '../../../source/operations/describe.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import {implicitPrimaryKeyName} from '../../../source/schema/default-names.ts';
import {emptySchema, type Schema} from '../../../source/schema/schema.ts';
import type {Table} from '../../../source/schema/table.ts';
import type {EntityChange} from '../../support/changes/entity-change.ts';
import {entityChanges} from '../../support/changes/entity-changes.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {carryOut, difference, modelOf, writtenAndRead} from '../../support/entities-on.ts';
import {compiled, server, type Server} from '../dialects/server.ts';

let pg: Server;
beforeAll(async () => {
  pg = await server(inject('postgresql'));
});
afterAll(async () => {
  await pg[Symbol.asyncDispose]();
});

/** An empty database to change and look at. */
interface Place {
  readonly run: (operations: readonly Operation[], before: Schema) => Promise<void>;
  readonly look: () => Promise<Schema>;
}

async function emptyPlace(dialect: DialectName): Promise<Place> {
  if (dialect === 'sqlite') {
    const session = await (await freshDatabase('sqlite')).open();
    return {
      run: (operations, before) => carryOut(operations, before, session),
      look: () => session.introspect(),
    };
  }
  await pg.clear();
  return {
    run: (operations, before) => pg.carryOut(compiled(operations, before, '14')),
    look: () => pg.live(),
  };
}

/** What is there after these entities were generated into an empty database. */
async function createdFrom(model: Schema, dialect: DialectName): Promise<Schema> {
  const place = await emptyPlace(dialect);
  await place.run(difference(emptySchema, model, dialect).operations, emptySchema);
  return place.look();
}

/**
 * Columns come in the order in which they were added, which nobody asks for. A primary key that is added
 * to a table that is there is named in the revision, and SQLite keeps even the name that goes without saying.
 */
const plain = (schema: Schema): Schema => ({...schema, tables: schema.tables.map(plainTable)});

function plainTable(table: Table): Table {
  const {name, primaryKey} = table;
  const columns = table.columns.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const implied = primaryKey?.name === implicitPrimaryKeyName(name);
  return {...table, columns, ...(implied && {primaryKey: {columns: primaryKey.columns}})};
}

const rows: readonly (readonly [string, DialectName, EntityChange])[] = entityChanges.flatMap(
  (change) =>
    dialectNames
      .filter((dialect) => change.on === undefined || change.on === dialect)
      .map((dialect) => [change.name, dialect, change] as const),
);

test.for(rows)('%s on %s', async ([, dialect, change]) => {
  const [before, after] = [
    await modelOf(change.before(), dialect),
    await modelOf(change.after(), dialect),
  ];
  const expected = await createdFrom(after, dialect);
  const place = await emptyPlace(dialect);
  const first = difference(emptySchema, before, dialect).operations;
  const history = replay(emptySchema, first, dialect);
  await place.run(first, emptySchema);
  const start = await place.look();

  const upgrade = writtenAndRead(difference(history, after, dialect).operations);
  expect(upgrade.map(inWords)).toEqual(change.operations);

  const then = replay(history, upgrade, dialect);
  await place.run(upgrade, history);
  expect(plain(await place.look())).toEqual(plain(expected));
  expect(difference(then, after, dialect).operations).toEqual([]);

  const downgrade = writtenAndRead(downgradeOf(upgrade, history, dialect));
  await place.run(downgrade, then);
  expect(plain(await place.look())).toEqual(plain(start));
  expect(difference(replay(then, downgrade, dialect), before, dialect).operations).toEqual([]);
});
