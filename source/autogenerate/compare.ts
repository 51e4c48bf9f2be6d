import type {Only, Operation} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import {nameText} from '../schema/tables.ts';
import {columnOperations, compareColumns} from './compare-columns.ts';
import {compareChecks, compareForeignKeys, comparePrimaryKey} from './compare-constraints.ts';
import {compareEnums} from './compare-enums.ts';
import {compareIndexes} from './compare-indexes.ts';
import {compareObjects} from './compare-objects.ts';
import {
  displacesExpression,
  displacesForeignKey,
  displacesIndex,
  type Ground,
} from './displaced.ts';
import {droppedTables} from './dropped-tables.ts';
import {unknownSql, type Hint} from './hints.ts';
import {newTables} from './new-tables.ts';
import {inOrder, type TableChange} from './order.ts';
import {inquiry, type Answers, type Inquiry, type Question} from './questions.ts';
import {renamesBetween} from './renames.ts';
import {
  pairsOf,
  sideOf,
  tablesOnlyIn,
  touchedTables,
  type Side,
  type Stored,
} from './table-pair.ts';

/** What leads from one schema to another, and what only a person can know about it. */
export interface Difference {
  /** In an order that databases accept and a person would write. */
  readonly operations: readonly Operation[];
  /** What is not answered; the operations then keep to what is safe to read and to take back. */
  readonly questions: readonly Question[];
  /** The answers that were used, by their keys. */
  readonly used: readonly string[];
  readonly hints: readonly Hint[];
}

/** How two schemas are compared. */
export interface CompareOptions {
  readonly stored: Stored;
  /** The database, where it makes a difference to what a rename leaves. */
  readonly dialect?: Only['dialect'] | undefined;
  readonly answers?: Answers | undefined;
}

/**
 * The operations that turn one schema into another.
 *
 * Two definitions are the same when the database holds them the same way, which `stored` tells. Nothing
 * is taken for a rename unless an answer says so: it goes, and another comes. Throws `usage` for an answer that
 * its question does not take, and `stopped` for one that says so.
 */
export function compare(
  before: Schema,
  to: Schema,
  {stored, dialect, answers = {}}: CompareOptions,
): Difference {
  const asked = inquiry(answers);
  const {operations: renames, schema: from} = renamesBetween(before, to, {
    stored,
    dialect,
    inquiry: asked,
  });
  const touched = touchedTables(from, to);
  const sides = {from: sideOf(from, stored, touched), to: sideOf(to, stored, touched)};
  const [come, go] = [tablesOnlyIn(to, from), tablesOnlyIn(from, to)];
  const pairs = pairsOf(sides.from, sides.to);
  const grounds = new Map(
    pairs.map((pair) => [nameText(pair.name), {pair, columns: compareColumns(pair, stored)}]),
  );
  const changes = [...grounds.values()].map((ground) => tableChange(ground, grounds, asked));
  const operations = inOrder({
    schemas: newSchemas(sides),
    enums: compareEnums(sides.from, sides.to),
    come: newTables(come, from, to),
    changes,
    go: droppedTables(go, to, (table, key) => displacesForeignKey(grounds, table, key)),
    objects: compareObjects(sides.from, sides.to),
  });
  return {
    operations: [...renames, ...operations],
    questions: asked.open,
    used: asked.used,
    hints: unknownSql(sides.from),
  };
}

function tableChange(
  ground: Ground,
  grounds: ReadonlyMap<string, Ground>,
  asked: Inquiry,
): TableChange {
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
    columns: [...columnOperations(pair, columns, asked), ...commentOf(ground)],
    foreignKeys: compareForeignKeys(pair, (key) => displacesForeignKey(grounds, pair.to, key)),
  };
}

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
