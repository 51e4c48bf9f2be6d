import {expect, test} from 'vitest';
import {replay} from '../../../source/operations/apply.ts';
import {downgradeOf} from '../../../source/autogenerate/downgrade.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {emptySchema, type Schema} from '../../../source/schema/schema.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {
  carryOut,
  createWithMikroOrm,
  difference,
  modelOf,
  writtenAndRead,
} from '../../support/entities-on.ts';
import {zoo} from '../../support/zoo.ts';

const nothing = {operations: [], questions: [], used: [], hints: []};

/** On SQLite MikroORM gives the checks of properties no name; Athanor must, to drop them one day. */
function comparable(schema: Schema, dialect: DialectName): Schema {
  if (dialect === 'postgresql') return schema;
  return {
    ...schema,
    tables: schema.tables.map((table) =>
      Object.assign({}, table, {checks: table.checks.map(({expression}) => expression).toSorted()}),
    ),
  };
}

test.for(dialectNames)(
  'the zoo on %s: generated, applied, it is what MikroORM creates',
  async (dialect) => {
    const [ours, theirs] = [await freshDatabase(dialect), await freshDatabase(dialect)];
    const model = await modelOf(zoo(dialect), dialect);
    const {operations} = difference(emptySchema, model, dialect);
    const upgrade = writtenAndRead(operations);
    const history = replay(emptySchema, upgrade, dialect);

    expect(upgrade).toEqual(operations);
    expect(difference(history, model, dialect)).toEqual(nothing);

    const session = await ours.open();
    await carryOut(upgrade, emptySchema, session);
    await createWithMikroOrm(zoo(dialect), dialect, theirs.address);
    const [live, reference] = [
      await session.introspect(),
      await (await theirs.open()).introspect(),
    ];
    expect(comparable(live, dialect)).toEqual(comparable(reference, dialect));
    expect(live.tables.length).toBe(model.tables.length);

    const downgrade = writtenAndRead(downgradeOf(upgrade, emptySchema, dialect));
    await carryOut(downgrade, history, session);
    expect(await session.introspect()).toEqual(emptySchema);
  },
);
