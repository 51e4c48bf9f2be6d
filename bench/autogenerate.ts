import {defineEntity, MikroORM, p, type EntitySchema} from '@mikro-orm/core';
import {PostgreSqlDriver} from '@mikro-orm/postgresql';
import {SchemaComparator, SqlSchemaGenerator, type AbstractSqlPlatform} from '@mikro-orm/sql';
import {compare} from '../source/autogenerate/compare.ts';
import {downgradeOf} from '../source/autogenerate/downgrade.ts';
import {renderStatements} from '../source/autogenerate/render.ts';
import {modelSchema} from '../source/database/model/model-schema.ts';
import {dialectNamed} from '../source/dialects/find.ts';
import {line, median} from './measure.ts';

/**
 * Autogenerate against MikroORM's own difference, both in this process, on the same entities and with
 * nothing connected. One table in fifty has a column more than before; loading the entities is in neither.
 */
export async function measureAutogenerate(sizes: readonly number[]): Promise<void> {
  for (const tables of sizes) {
    const [old, now] = [await ormOver(tables, false), await ormOver(tables, true)];
    try {
      const before = modelSchema(old, dialectNamed('postgresql'));
      const theirsBefore = generatorOf(old).getTargetSchema();
      const [ours, theirs]: [Phases[], number[]] = [[], []];
      // In turns, so that whatever slows the machine slows both.
      for (let round = 0; round < 7; round++) {
        ours.push(measureOurs(now, before));
        theirs.push(timed(() => differenceOf(now, theirsBefore)).milliseconds);
      }
      const middle = (phase: keyof Phases): number => median(ours.map((each) => each[phase]));
      const floor = median(theirs);
      const name = `autogenerate, ${tables} tables`;
      console.log(line(`MikroORM's difference, ${tables} tables`, floor, {}));
      console.log(line(name, middle('all'), {MikroORM: floor}));
      for (const phase of ['model', 'compare', 'render'] as const) {
        console.log(line(`${name}: ${phase}`, middle(phase), {}));
      }
    } finally {
      await old.close(true);
      await now.close(true);
    }
  }
}

interface Phases {
  readonly model: number;
  readonly compare: number;
  readonly render: number;
  readonly all: number;
}

function measureOurs(orm: MikroORM, before: ReturnType<typeof modelSchema>): Phases {
  const dialect = dialectNamed('postgresql');
  const model = timed(() => modelSchema(orm, dialect));
  const compared = timed(() =>
    compare(before, model.value, {stored: dialect.stored, dialect: 'postgresql'}),
  );
  const {operations} = compared.value;
  const rendered = timed(() => [
    renderStatements(operations),
    renderStatements(downgradeOf(operations, before, 'postgresql')),
  ]);
  if (operations.length === 0) throw new Error('nothing was found');
  const [one, two, three] = [model, compared, rendered].map(({milliseconds}) => milliseconds);
  const all = (one ?? 0) + (two ?? 0) + (three ?? 0);
  return {model: one ?? 0, compare: two ?? 0, render: three ?? 0, all};
}

type Target = ReturnType<SqlSchemaGenerator['getTargetSchema']>;

/** What `schema.update()` would do, but for reading the database. */
function differenceOf(orm: MikroORM, before: Target): void {
  const generator = generatorOf(orm);
  const comparator = new SchemaComparator(platformOf(orm));
  const sql = generator.diffToSQL(comparator.compare(before, generator.getTargetSchema()), {
    wrap: false,
    safe: false,
    dropTables: true,
  });
  if (sql.length === 0) throw new Error('nothing was found');
}

function generatorOf(orm: MikroORM): SqlSchemaGenerator {
  const generator: unknown = orm.schema;
  if (generator instanceof SqlSchemaGenerator) return generator;
  throw new Error('there is no generator of SQL');
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the driver is one of SQL
const platformOf = (orm: MikroORM) => orm.driver.getPlatform() as AbstractSqlPlatform;

function timed<Value>(work: () => Value): {readonly value: Value; readonly milliseconds: number} {
  const start = performance.now();
  const value = work();
  return {value, milliseconds: performance.now() - start};
}

function ormOver(tables: number, isLater: boolean): Promise<MikroORM> {
  const entities: EntitySchema[] = [];
  for (let at = 0; at < tables; at++) {
    const other = entities[Math.floor(at / 2)];
    entities.push(
      Reflect.apply(defineEntity, undefined, [
        {
          name: `Thing${at}`,
          properties: {
            id: p.integer().primary(),
            name: p.string().length(80).index(),
            code: p.string().unique(),
            note: p.text().nullable(),
            amount: p.decimal().precision(10).scale(2),
            state: p.enum(['open', 'paid', 'gone']).default('open'),
            made: p.datetime().defaultRaw('current_timestamp'),
            ...(other && {other: () => p.manyToOne(other)}),
            ...(isLater && at % 50 === 0 && {extra: p.integer().nullable()}),
          },
        },
      ]),
    );
  }
  return MikroORM.init({
    entities,
    driver: PostgreSqlDriver,
    clientUrl: 'postgresql://nobody@127.0.0.1:1/nowhere',
    logger: () => undefined,
  });
}
