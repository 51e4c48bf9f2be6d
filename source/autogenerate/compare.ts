import type {Operation} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import {nameText} from '../schema/tables.ts';
import {columnOperations, compareColumns} from './compare-columns.ts';
import {compareChecks, compareForeignKeys, comparePrimaryKey} from './compare-constraints.ts';
import {compareEnums} from './compare-enums.ts';
import {compareIndexes, type Exchange} from './compare-indexes.ts';
import {compareObjects} from './compare-objects.ts';
import {
  displacesExpression,
  displacesForeignKey,
  displacesIndex,
  type Ground,
} from './displaced.ts';
import {droppedTables} from './dropped-tables.ts';
import {renamedColumns, renamedIndexes, renamedTables, unknownSql, type Hint} from './hints.ts';
import {newTables} from './new-tables.ts';
import {inOrder, type TableChange} from './order.ts';
import {pairsOf, sideOf, tablesOnlyIn, type Side, type Stored} from './table-pair.ts';

/** What leads from one schema to another, and what only a person can know about it. */
export interface Difference {
  /** In an order that databases accept and a person would write. */
  readonly operations: readonly Operation[];
  readonly hints: readonly Hint[];
}

/**
 * The operations that turn one schema into another.
 *
 * Two definitions are the same when the database holds them the same way, which `stored` tells. Nothing
 * is taken for a rename.
 */
export function compare(from: Schema, to: Schema, {stored}: {readonly stored: Stored}): Difference {
  const sides = {from: sideOf(from, stored), to: sideOf(to, stored)};
  const [come, go] = [tablesOnlyIn(to, from), tablesOnlyIn(from, to)];
  const pairs = pairsOf(sides.from, sides.to);
  const grounds = new Map(
    pairs.map((pair) => [nameText(pair.name), {pair, columns: compareColumns(pair, stored)}]),
  );
  const changes = [...grounds.values()].map((ground) => tableChange(ground, grounds));
  return {
    operations: inOrder({
      schemas: newSchemas(sides),
      enums: compareEnums(sides.from, sides.to),
      come: newTables(come, from, to),
      changes,
      go: droppedTables(go, to, (table, key) => displacesForeignKey(grounds, table, key)),
      objects: compareObjects(sides.from, sides.to),
    }),
    hints: [
      ...renamedTables(go, come, sides),
      ...[...grounds.values()].flatMap(({pair, columns}) => renamedColumns(pair, columns)),
      ...pairs.flatMap((pair, at) => renamedIndexes(pair, changes[at]?.keys ?? nothing)),
      ...unknownSql(sides.from),
    ],
  };
}

function tableChange(ground: Ground, grounds: ReadonlyMap<string, Ground>): TableChange {
  const {pair, columns} = ground;
  const exchanges = [
    compareChecks(pair, ({expression}) => displacesExpression(ground, expression)),
    compareIndexes(pair, (index) => displacesIndex(ground, index)),
    comparePrimaryKey(
      pair,
      pair.to.primaryKey?.columns.some((each) => columns.remade.has(each)) ?? false,
    ),
  ];
  return {
    keys: {
      gone: exchanges.flatMap(({gone}) => gone),
      come: exchanges.toReversed().flatMap(({come}) => come),
    },
    columns: [...columnOperations(pair, columns), ...commentOf(ground)],
    foreignKeys: compareForeignKeys(pair, (key) => displacesForeignKey(grounds, pair.to, key)),
  };
}

const nothing: Exchange = {gone: [], come: []};

function commentOf({pair}: Ground): readonly Operation[] {
  if (pair.fromStored.comment === pair.toStored.comment) return [];
  return [{kind: 'setTableComment', table: pair.name, comment: pair.to.comment ?? null}];
}

/** Schemas in which nothing was before. One in which nothing is left stays: others may use it. */
function newSchemas({from, to}: {readonly from: Side; readonly to: Side}): readonly Operation[] {
  const before = new Set(schemasOf(from.written));
  return [...new Set(schemasOf(to.written))]
    .filter((name) => !before.has(name))
    .map((name) => ({kind: 'createSchema', name}));
}

const schemasOf = ({tables, enums, objects = []}: Schema): readonly string[] =>
  [...enums, ...tables, ...objects]
    .map(({schema}) => schema)
    .filter((schema) => schema !== undefined);
