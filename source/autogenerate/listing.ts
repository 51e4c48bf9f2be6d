import {describe} from '../operations/describe.ts';
import {
  byKind,
  type ByKind,
  type DropConstraint,
  type Only,
  type Operation,
} from '../operations/operation.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';
import {objectWords} from '../schema/objects.ts';
import {nameText} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import type {Entry} from './dialect-lists.ts';
import {relianceOf} from './reliance.ts';

/** Something that can be taken into a revision or left out: one change of one thing. */
export interface Item {
  /** The thing, and the database if it is for one alone: `index account.account_email_index`. */
  readonly id: string;
  /** One short line for a person. */
  readonly line: string;
  /** The table it is about, as a person writes it. */
  readonly table: string | undefined;
  /** Whether it takes rows or values away. */
  readonly destructive: boolean;
  readonly operations: readonly Operation[];
  /** The items without which it cannot be, by their ids. */
  readonly needs: readonly string[];
}

/** The schemas before the operations, by database. */
export type Before = ReadonlyMap<Only['dialect'], Schema>;

/** The changes that entries make, in the order of their first operation. */
export function itemsOf(entries: readonly Entry[], before: Before): readonly Item[] {
  const groups = Map.groupBy(entries, idOf);
  const emptied = emptiedTables(entries, before);
  const all = new Map(
    [...groups].map(([id, group]) => [
      id,
      withLastColumns(thingsOf(group, before), group, emptied),
    ]),
  );
  return [...groups].map(([id, group]) => ({
    id,
    line: lineOf(group),
    table: tableOf(group[0]?.operation),
    destructive: group.some(({operation}) => isDestructive(operation)),
    operations: group.map(({operation}) => operation),
    needs: needsOf(id, all),
  }));
}

/** The entries that stay when these items are left out, and with them all that cannot be without. */
export function entriesWithout(
  entries: readonly Entry[],
  items: readonly Item[],
  left: ReadonlySet<string>,
): readonly Entry[] {
  const gone = withDependents(items, left);
  return entries.filter((entry) => !gone.has(idOf(entry)));
}

/** These items, and all that cannot be without them. */
function withDependents(items: readonly Item[], left: ReadonlySet<string>): ReadonlySet<string> {
  const gone = new Set(left);
  for (let size = -1; size !== gone.size;) {
    size = gone.size;
    for (const {id, needs} of items) {
      if (needs.some((need) => gone.has(need))) gone.add(id);
    }
  }
  return gone;
}

/** Operations on one thing belong together: one that is dropped and made again is one change. */
function idOf({operation, dialect}: Entry): string {
  const thing = byKind(things, operation);
  return dialect === undefined ? thing : `${thing} (${dialect})`;
}

const within = (kind: string, table: TableName, name: string): string =>
  `${kind} ${nameText(table)}.${name}`;

const things: ByKind<[], string> = {
  createTable: ({table}) => `table ${nameText(table)}`,
  dropTable: ({table}) => `table ${nameText(table)}`,
  renameTable: ({table}) => `table ${nameText(table)}`,
  setTableComment: ({table}) => `comment ${nameText(table)}`,
  setTableStorage: ({table}) => `storage ${nameText(table)}`,

  addColumn: ({table, column}) => within('column', table, column.name),
  dropColumn: ({table, column}) => within('column', table, column),
  renameColumn: ({table, column}) => within('column', table, column),
  alterColumn: ({table, column}) => within('column', table, column),

  createPrimaryKey: ({table}) => `primary key ${nameText(table)}`,
  dropPrimaryKey: ({table}) => `primary key ${nameText(table)}`,
  // A unique constraint and an index may take each other's place.
  createUnique: ({table, unique}) => within('index', table, unique.name),
  createIndex: ({table, index}) => within('index', table, index.name),
  dropIndex: ({table, name}) => within('index', table, name),
  renameIndex: ({table, name}) => within('index', table, name),
  createForeignKey: ({table, foreignKey}) => within('foreign key', table, foreignKey.name),
  createCheck: ({table, check}) => within('check', table, check.name),
  dropConstraint: ({table, type, name}) => within(constraintWords[type], table, name),
  renameConstraint: ({table, name}) => within('constraint', table, name),

  createEnum: ({enum: type}) => `enum ${nameText(type)}`,
  dropEnum: (type) => `enum ${nameText(type)}`,
  addEnumValue: (type) => `enum ${nameText(type)}`,
  alterEnum: (type) => `enum ${nameText(type)}`,
  createSchema: ({name}) => `schema ${name}`,
  dropSchema: ({name}) => `schema ${name}`,
  createObject: ({object}) => objectWords(object),
  replaceObject: ({object}) => objectWords(object),
  dropObject: ({object}) => objectWords(object),

  bulkInsert: ({table}) => `rows ${nameText(table)}`,
  backfill: ({table}) => `values ${nameText(table)}`,
  execute: ({sql}) => `sql ${sql}`,
  run: ({name}) => `run ${name}`,
  only: ({dialect, operations}) =>
    `${dialect} ${operations.map((each) => byKind(things, each)).join()}`,
};

const constraintWords: Readonly<Record<DropConstraint['type'], string>> = {
  unique: 'index',
  foreignKey: 'foreign key',
  check: 'check',
};

function tableOf(operation: Operation | undefined): string | undefined {
  return operation && 'table' in operation ? nameText(operation.table) : undefined;
}

const isDestructive = ({kind}: Operation): boolean => kind === 'dropTable' || kind === 'dropColumn';

/** One operation in its own words; several on one thing as a change of it. */
function lineOf(group: readonly Entry[]): string {
  const [first, ...others] = group;
  if (first === undefined) return '';
  const alone = first.dialect === undefined ? '' : ` (${first.dialect} only)`;
  const words =
    others.length === 0 ? describe(first.operation) : `change ${byKind(things, first.operation)}`;
  return words + alone;
}

/** What the operations of a change have to do with others, and on which database. */
interface Things {
  readonly dialect: Only['dialect'] | undefined;
  readonly makes: ReadonlySet<string>;
  readonly takes: ReadonlySet<string>;
  readonly uses: ReadonlySet<string>;
  readonly releases: ReadonlySet<string>;
}

function thingsOf(group: readonly Entry[], before: Before): Things {
  const [anySchema = emptySchema] = before.values();
  const all = group.map(({operation, dialect}) =>
    relianceOf(operation, (dialect && before.get(dialect)) ?? anySchema),
  );
  return {
    dialect: group[0]?.dialect,
    makes: new Set(all.flatMap(({makes}) => makes)),
    takes: new Set(all.flatMap(({takes}) => takes)),
    uses: new Set(all.flatMap(({uses}) => uses)),
    releases: new Set(all.flatMap(({releases}) => releases)),
  };
}

/** The tables of which every old column goes: without a new one they cannot be. */
function emptiedTables(entries: readonly Entry[], before: Before): ReadonlySet<string> {
  const dropped = new Set(
    entries.flatMap(({operation}) =>
      operation.kind === 'dropColumn' ? [byKind(things, operation)] : [],
    ),
  );
  return new Set(
    [...before.values()]
      .flatMap(({tables}) => tables)
      .filter((table) =>
        table.columns.every(({name}) => dropped.has(within('column', table, name))),
      )
      .map(nameText),
  );
}

/** There, a column goes only if the new ones come. */
function withLastColumns(
  all: Things,
  group: readonly Entry[],
  emptied: ReadonlySet<string>,
): Things {
  const columnsOf = (kind: Operation['kind']): readonly string[] =>
    group
      .filter(({operation}) => operation.kind === kind && emptied.has(tableOf(operation) ?? ''))
      .map(({operation}) => `columns of ${tableOf(operation) ?? ''}`);
  return {
    ...all,
    makes: new Set([...all.makes, ...columnsOf('addColumn')]),
    uses: new Set([...all.uses, ...columnsOf('dropColumn')]),
  };
}

/** What stands on something new needs what makes it; what takes something away needs what stood on it gone. */
function needsOf(id: string, all: ReadonlyMap<string, Things>): readonly string[] {
  const own = all.get(id);
  if (own === undefined) return [];
  return [...all]
    .filter(
      ([other, its]) =>
        other !== id &&
        (own.dialect === undefined || its.dialect === undefined || own.dialect === its.dialect) &&
        (!own.uses.isDisjointFrom(its.makes) || !own.takes.isDisjointFrom(its.releases)),
    )
    .map(([other]) => other);
}
