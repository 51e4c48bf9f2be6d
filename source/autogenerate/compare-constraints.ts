import type {Operation} from '../operations/operation.ts';
import {implicitPrimaryKeyName} from '../schema/default-names.ts';
import type {Check, ForeignKey, PrimaryKey, Table} from '../schema/table.ts';
import type {Exchange} from './compare-indexes.ts';
import {same} from './same.ts';
import type {TablePair} from './table-pair.ts';

/** Compares the primary key. `displaced` asks for a new one though it stays as it is. */
export function comparePrimaryKey(pair: TablePair, displaced: boolean): Exchange {
  const {name: table, fromStored, toStored} = pair;
  const [old, now] = [named(fromStored), named(withServersName(toStored, fromStored))];
  if (same(old, now) && !displaced) return {gone: [], come: []};
  return {
    gone: old ? [{kind: 'dropPrimaryKey', table}] : [],
    come: now ? [{kind: 'createPrimaryKey', table, primaryKey: now}] : [],
  };
}

/** What has no name is content with the one that PostgreSQL chose because the usual one was taken. */
function withServersName(table: Table, {primaryKey: old}: Table): Table {
  const {name, primaryKey} = table;
  if (primaryKey === undefined || primaryKey.name !== undefined || old?.name === undefined)
    return table;
  const number = Number(/\d+$/.exec(old.name)?.[0]);
  if (old.name !== implicitPrimaryKeyName(name, number)) return table;
  return {...table, primaryKey: {...primaryKey, name: old.name}};
}

/** The primary key with the name that a database gives to one without. */
const named = ({name, primaryKey}: Table): Required<PrimaryKey> | undefined =>
  primaryKey && {
    name: primaryKey.name ?? implicitPrimaryKeyName(name),
    columns: primaryKey.columns,
  };

/**
 * Compares the checks that were asked for by name. Those that come of a column's type are the type's
 * affair, but one may take the place of the other.
 */
export function compareChecks(pair: TablePair, displaced: (check: Check) => boolean): Exchange {
  const {name: table, from, to, fromStored, toStored} = pair;
  const holds = (checks: readonly Check[], check: Check): boolean =>
    checks.some((each) => same(each, check)) && !displaced(check);
  return {
    gone: from.checks
      .filter((check) => !holds(toStored.checks, storedAs(check, fromStored)))
      .map(({name}): Operation => ({kind: 'dropConstraint', table, type: 'check', name})),
    come: to.checks
      .filter((check) => !holds(fromStored.checks, storedAs(check, toStored)))
      .map((check): Operation => ({kind: 'createCheck', table, check})),
  };
}

const storedAs = (check: Check, {checks}: TablePair['toStored']): Check =>
  checks.find(({name}) => name === check.name) ?? check;

/** Compares foreign keys, by name. `displaced` are those that must be made again though they stay as they are. */
export function compareForeignKeys(
  pair: TablePair,
  displaced: (key: ForeignKey) => boolean,
): Exchange {
  const {name: table, from, to, fromStored, toStored} = pair;
  const [old, now] = [keysOf(fromStored.foreignKeys), keysOf(toStored.foreignKeys)];
  const stays = (key: ForeignKey): boolean =>
    same(old.get(key.name), now.get(key.name)) && !displaced(key);
  return {
    gone: from.foreignKeys
      .filter((key) => !stays(key))
      .map(({name}): Operation => ({kind: 'dropConstraint', table, type: 'foreignKey', name})),
    come: to.foreignKeys
      .filter((key) => !stays(key))
      .map((foreignKey): Operation => ({kind: 'createForeignKey', table, foreignKey})),
  };
}

const keysOf = (keys: readonly ForeignKey[]): ReadonlyMap<string, ForeignKey> =>
  new Map(keys.map((key) => [key.name, key]));
