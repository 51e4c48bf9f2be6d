import type {ColumnChange, Only, Operation} from '../../source/operations/operation.ts';
import type {Column} from '../../source/schema/column.ts';
import type {Schema} from '../../source/schema/schema.ts';
import {nameOf} from '../../source/schema/tables.ts';
import type {
  ForeignKey,
  Index,
  IndexPart,
  ReferentialAction,
  Table,
} from '../../source/schema/table.ts';
import {
  constraintNames,
  hasSimpleKey,
  isReferred,
  isReferring,
  keyColumn,
  refersTo,
  tableNames,
} from './schema-facts.ts';
import type {Dice} from './dice.ts';
import {
  defaultFor,
  freshName,
  isPlain,
  isUsed,
  quoted,
  randomColumn,
  wider,
} from './random-columns.ts';

/** What an operation is made from. */
export interface Ground {
  readonly schema: Schema;
  readonly dice: Dice;
  readonly dialect?: Only['dialect'] | undefined;
}

/** An operation that the ground admits, of the kind that a number picks; `undefined` when it admits none. */
export function randomOperation(pick: number, ground: Ground): Operation | undefined {
  const makers = ground.dialect === 'postgresql' ? [...portable, ...postgresql] : portable;
  const made = makers[pick % makers.length]?.(ground);
  if (made === undefined || ground.dialect === undefined || !ground.dice.onceIn(12)) return made;
  return {kind: 'only', dialect: ground.dialect, operations: [made]};
}

type Maker = (ground: Ground) => Operation | undefined;

/** A maker for some table, given the ground and the table. */
const onTable =
  (make: (ground: Ground, table: Table) => Operation | undefined): Maker =>
  (ground) => {
    const table = ground.dice.oneOf(ground.schema.tables);
    return table && make(ground, table);
  };

const createTable: Maker = (ground) => {
  const {schema, dice} = ground;
  const key = dice.onceIn(6) ? undefined : randomKey(dice);
  const reference = dice.onceIn(2) ? randomReference(ground) : undefined;
  return {
    kind: 'createTable',
    table: {
      name: freshName('table_', [...tableNames(schema), ...constraintNames(schema)], dice),
      columns: [key, ...randomColumns(ground), reference?.column].filter(
        (each) => each !== undefined,
      ),
      ...(key && {primaryKey: {columns: [key.name]}}),
      uniques: [],
      foreignKeys: reference ? [reference.foreignKey] : [],
      checks: [],
      indexes: [],
    },
  };
};

const randomKey = (dice: Dice): Column =>
  dice.onceIn(4)
    ? {name: freshName('key_', [], dice), type: {kind: 'uuid'}, nullable: false}
    : {name: 'id', type: {kind: 'integer'}, nullable: false, autoincrement: true};

function randomReference(
  ground: Ground,
): {readonly column: Column; readonly foreignKey: ForeignKey} | undefined {
  const target = ground.dice.oneOf(ground.schema.tables.filter(hasSimpleKey));
  const key = target && keyColumn(target);
  if (!key) return undefined;
  const column: Column = {name: 'parent_id', type: key.type, nullable: true};
  return {column, foreignKey: referenceTo(target, column, ground)};
}

function randomColumns({schema, dice}: Ground): readonly Column[] {
  const columns: Column[] = [];
  for (let more = 1 + dice.below(3); more > 0; more--) {
    const taken = columns.map(({name}) => name);
    columns.push(randomColumn(dice, {taken, enums: schema.enums, safe: false}));
  }
  const computed = columns.find((column) => column.type.kind === 'integer' && isPlain(column));
  if (!computed || !dice.onceIn(3)) return columns;
  const generated = {expression: `${quoted(computed.name)} * 2`, stored: true};
  return [...columns, {name: 'twice', type: {kind: 'integer'}, nullable: true, generated}];
}

const addReference = onTable(({schema, dice}, table) => {
  const target = dice.oneOf(schema.tables.filter(hasSimpleKey));
  const key = target && keyColumn(target);
  const own = table.columns.find(
    (column) =>
      column.type.kind === key?.type.kind && isPlain(column) && !isReferring(column, table),
  );
  if (!target || !own) return undefined;
  const foreignKey = referenceTo(target, own, {schema, dice});
  return {kind: 'createForeignKey', table: nameOf(table), foreignKey};
});

function referenceTo(target: Table, own: Column, {schema, dice}: Ground): ForeignKey {
  const actions: readonly ReferentialAction[] = ['cascade', 'no action', 'restrict', 'set null'];
  return {
    name: freshName('foreign_', constraintNames(schema), dice),
    columns: [own.name],
    references: {table: nameOf(target), columns: target.primaryKey?.columns ?? []},
    ...(dice.onceIn(2) && {onDelete: dice.oneOf(actions) ?? 'cascade'}),
    ...(dice.onceIn(5) && {deferrable: 'deferred'}),
  };
}

const dropTable = onTable(({schema}, table) => {
  const others = schema.tables.filter((other) => other !== table);
  const referred = others.some(({foreignKeys}) => foreignKeys.some((key) => refersTo(key, table)));
  return referred ? undefined : {kind: 'dropTable', table: nameOf(table)};
});

const renameTable = onTable(({schema, dice}, table) => {
  const taken = [...tableNames(schema), ...constraintNames(schema)];
  return {kind: 'renameTable', table: nameOf(table), to: freshName('renamed_', taken, dice)};
});

const addColumn = onTable(({schema, dice}, table) => {
  const taken = table.columns.map(({name}) => name);
  const column = randomColumn(dice, {taken, enums: schema.enums, safe: true});
  return {kind: 'addColumn', table: nameOf(table), column};
});

const dropColumn = onTable(({schema, dice}, table) => {
  const column = dice.oneOf(table.columns);
  if (!column || table.columns.length < 2 || isReferred(column, table, schema)) return undefined;
  const needed = table.columns.some(({generated}) =>
    generated?.expression.includes(quoted(column.name)),
  );
  return needed ? undefined : {kind: 'dropColumn', table: nameOf(table), column: column.name};
});

const renameColumn = onTable(({dice}, table) => {
  const column = dice.oneOf(table.columns);
  const to = freshName(
    'renamed_',
    table.columns.map(({name}) => name),
    dice,
  );
  return column && {kind: 'renameColumn', table: nameOf(table), column: column.name, to};
});

const alterColumn = onTable(({schema, dice}, table) => {
  const free = table.columns.filter((each) => !each.generated && each.autoincrement !== true);
  const column = dice.oneOf(free);
  const change = column && randomChange(column, dice, {table, schema});
  return change && {kind: 'alterColumn', table: nameOf(table), column: column.name, change};
});

function randomChange(
  column: Column,
  dice: Dice,
  {table, schema}: {readonly table: Table; readonly schema: Schema},
): ColumnChange | undefined {
  const keyed = table.primaryKey?.columns.includes(column.name) === true;
  const choice = dice.below(3);
  if (choice === 0 && !keyed) return {nullable: !column.nullable};
  if (choice === 1) {
    const value = column.default ? null : defaultFor(column.type, dice);
    return value === undefined ? undefined : {default: value};
  }
  const type = wider(column.type);
  const stays = isUsed(column, table) || isReferred(column, table, schema);
  return type && !stays ? {type} : undefined;
}

const createPrimaryKey = onTable(({schema, dice}, table) => {
  const columns = dice.some(table.columns.filter(isPlain), 2).map(({name}) => name);
  if (table.primaryKey || columns.length === 0) return undefined;
  const name = dice.onceIn(2) ? freshName('primary_', constraintNames(schema), dice) : undefined;
  return {
    kind: 'createPrimaryKey',
    table: nameOf(table),
    primaryKey: name === undefined ? {columns} : {name, columns},
  };
});

const dropPrimaryKey = onTable(({schema}, table) => {
  const columns = table.primaryKey?.columns ?? [];
  const numbered = table.columns.some(({autoincrement}) => autoincrement === true);
  const referred = table.columns.some(
    (column) => columns.includes(column.name) && isReferred(column, table, schema),
  );
  if (columns.length === 0 || numbered || referred) return undefined;
  return {kind: 'dropPrimaryKey', table: nameOf(table)};
});

const createUnique = onTable(({schema, dice}, table) => {
  const columns = dice.some(table.columns.filter(isPlain), 2).map(({name}) => name);
  if (columns.length === 0) return undefined;
  const name = freshName('unique_', constraintNames(schema), dice);
  return {kind: 'createUnique', table: nameOf(table), unique: {name, columns}};
});

const createCheck = onTable(({schema, dice}, table) => {
  const column = dice.oneOf(table.columns.filter(isPlain));
  if (!column) return undefined;
  const name = freshName('check_', constraintNames(schema), dice);
  const expression = `${quoted(column.name)} is not null`;
  return {kind: 'createCheck', table: nameOf(table), check: {name, expression}};
});

const dropConstraint = onTable(({dice}, table) => {
  const {uniques, foreignKeys, checks} = table;
  const chosen = dice.oneOf([
    ...uniques.map(({name}) => ({type: 'unique' as const, name})),
    ...foreignKeys.map(({name}) => ({type: 'foreignKey' as const, name})),
    ...checks.map(({name}) => ({type: 'check' as const, name})),
  ]);
  return chosen && {kind: 'dropConstraint', table: nameOf(table), ...chosen};
});

const renameConstraint = onTable(({schema, dice}, table) => {
  const chosen = dice.oneOf([...table.uniques, ...table.foreignKeys, ...table.checks]);
  const to = freshName('renamed_', constraintNames(schema), dice);
  return chosen && {kind: 'renameConstraint', table: nameOf(table), name: chosen.name, to};
});

const createIndex = onTable(({schema, dice}, table) => {
  const columns = dice.some(table.columns.filter(isPlain), 2);
  if (columns.length === 0) return undefined;
  const partial = dice.onceIn(3) ? dice.oneOf(columns) : undefined;
  const index: Index = {
    name: freshName('index_', constraintNames(schema), dice),
    parts: columns.map((column) => randomPart(column, dice)),
    ...(dice.onceIn(4) && {unique: true}),
    ...(partial && {where: `${quoted(partial.name)} is not null`}),
  };
  return {kind: 'createIndex', table: nameOf(table), index};
});

function randomPart({name, type}: Column, dice: Dice): IndexPart {
  const isText = type.kind === 'string' || type.kind === 'text';
  if (isText && dice.onceIn(3)) return {expression: `lower(${quoted(name)})`};
  return dice.onceIn(4) ? {column: name, order: 'desc'} : {column: name};
}

const dropIndex = onTable(({dice}, table) => {
  const index = dice.oneOf(table.indexes);
  return index && {kind: 'dropIndex', table: nameOf(table), name: index.name};
});

const renameIndex = onTable(({schema, dice}, table) => {
  const index = dice.oneOf(table.indexes);
  const to = freshName('renamed_', constraintNames(schema), dice);
  return index && {kind: 'renameIndex', table: nameOf(table), name: index.name, to};
});

const setTableComment = onTable(({dice}, table) => ({
  kind: 'setTableComment',
  table: nameOf(table),
  comment: dice.onceIn(3) ? null : `it's ${dice.below(9)}`,
}));

const createEnum: Maker = ({schema, dice}) => {
  const taken = schema.enums.map((each) => each.name);
  const name = freshName('enum_', taken, dice);
  return {kind: 'createEnum', enum: {name, items: ['low', 'high'].slice(dice.below(2))}};
};

const addEnumValue: Maker = ({schema, dice}) => {
  const type = dice.oneOf(schema.enums);
  if (!type) return undefined;
  const before = dice.onceIn(2) ? type.items[0] : undefined;
  const value = freshName('value_', type.items, dice);
  return {kind: 'addEnumValue', name: type.name, value, ...(before !== undefined && {before})};
};

const reorderEnum: Maker = ({schema, dice}) => {
  const type = dice.oneOf(schema.enums);
  return type && {kind: 'alterEnum', name: type.name, items: type.items.toReversed()};
};

const dropEnum: Maker = ({schema, dice}) => {
  const types = schema.tables.flatMap(({columns}) => columns.map(({type}) => type));
  const free = schema.enums.filter(
    (each) => !types.some((type) => type.kind === 'enum' && type.native?.name === each.name),
  );
  const chosen = dice.oneOf(free);
  return chosen && {kind: 'dropEnum', name: chosen.name};
};

const portable: readonly Maker[] = [
  createTable,
  createTable,
  createTable,
  addReference,
  addReference,
  dropTable,
  renameTable,
  addColumn,
  addColumn,
  dropColumn,
  renameColumn,
  alterColumn,
  alterColumn,
  createPrimaryKey,
  dropPrimaryKey,
  createUnique,
  createCheck,
  dropConstraint,
  renameConstraint,
  createIndex,
  createIndex,
  dropIndex,
  renameIndex,
];

const postgresql: readonly Maker[] = [
  setTableComment,
  createEnum,
  addEnumValue,
  reorderEnum,
  dropEnum,
];
