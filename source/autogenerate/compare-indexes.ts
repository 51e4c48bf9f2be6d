import type {Operation} from '../operations/operation.ts';
import type {Index, Table, TableName, Unique} from '../schema/table.ts';
import {same} from './same.ts';
import type {TablePair} from './table-pair.ts';

/** What goes and what comes, each in its order. */
export interface Exchange {
  readonly gone: readonly Operation[];
  readonly come: readonly Operation[];
}

/**
 * Compares unique constraints and indexes together, since a database may hold both the same way.
 * `displaced` are those that must be made again though they stay as they are.
 */
export function compareIndexes(
  pair: TablePair,
  displaced: (index: Index | Unique) => boolean,
): Exchange {
  const changed = changedNames(pair, displaced);
  return {
    gone: dropsOf(pair.name, pair.from, changed.gone),
    come: createsOf(pair.name, pair.to, changed.come),
  };
}

/** The operations that make all indexes of a new table. */
export function indexesOf(table: Table, name: TableName): readonly Operation[] {
  return table.indexes.map((index) => ({kind: 'createIndex', table: name, index}));
}

interface Names {
  readonly gone: ReadonlySet<string>;
  readonly come: ReadonlySet<string>;
}

function changedNames(pair: TablePair, displaced: (index: Index | Unique) => boolean): Names {
  const [old, now] = [held(pair.fromStored), held(pair.toStored)];
  const again = new Set(
    [...pair.to.uniques, ...pair.to.indexes].filter(displaced).map(({name}) => name),
  );
  const stays = (name: string): boolean => same(old.get(name), now.get(name)) && !again.has(name);
  return {
    gone: new Set([...old.keys()].filter((name) => !stays(name))),
    come: new Set([...now.keys()].filter((name) => !stays(name))),
  };
}

type Held = {readonly unique: Unique} | {readonly index: Index};

const held = ({uniques, indexes}: Table): ReadonlyMap<string, Held> =>
  new Map([
    ...uniques.map((unique): [string, Held] => [unique.name, {unique}]),
    ...indexes.map((index): [string, Held] => [index.name, {index}]),
  ]);

const dropsOf = (
  table: TableName,
  {uniques, indexes}: Table,
  names: ReadonlySet<string>,
): readonly Operation[] => [
  ...uniques
    .filter(({name}) => names.has(name))
    .map(({name}): Operation => ({kind: 'dropConstraint', table, type: 'unique', name})),
  ...indexes
    .filter(({name}) => names.has(name))
    .map(({name}): Operation => ({kind: 'dropIndex', table, name})),
];

const createsOf = (
  table: TableName,
  {uniques, indexes}: Table,
  names: ReadonlySet<string>,
): readonly Operation[] => [
  ...uniques
    .filter(({name}) => names.has(name))
    .map((unique): Operation => ({kind: 'createUnique', table, unique})),
  ...indexes
    .filter(({name}) => names.has(name))
    .map((index): Operation => ({kind: 'createIndex', table, index})),
];
