import type {DatabaseTable, ForeignKey as MikroForeignKey} from '@mikro-orm/sql';
import {nameText} from '../../schema/tables.ts';
import type {
  ForeignKey,
  Index,
  PrimaryKey,
  ReferentialAction,
  Table,
  TableName,
} from '../../schema/table.ts';
import {modelColumn} from './model-column.ts';
import {leftOut, type LeftOut, type ModelContext} from './model-context.ts';
import {deferModes, modelIndex, modelUnique} from './model-index.ts';

/** A table, and what of it could not be taken over. */
export interface ModelTable {
  readonly table: Table;
  readonly leftOut: readonly LeftOut[];
}

/** What MikroORM would make of a table, in portable words. */
export function modelTable(source: DatabaseTable, context: ModelContext): ModelTable {
  const columns = source.getColumns().map((column) => modelColumn(column, source, context));
  const implied = new Set(columns.map(({impliedCheck}) => impliedCheck));
  const checks = source
    .getChecks()
    .filter((check) => !implied.has(check))
    .map(({name, expression}) => ({name, expression: String(expression)}));
  const {indexes, unread} = indexesOf(source, context);
  const primaryKey = primaryKeyOf(source, context);

  const name = context.tableName(source);
  const table: Table = {
    ...name,
    columns: columns.map(({column}) => column),
    ...(primaryKey && {primaryKey}),
    uniques: source.getIndexes().filter(isUnique).map(modelUnique),
    foreignKeys: context.foreignKeys
      ? Object.values(source.getForeignKeys()).map((key) => foreignKeyOf(key, context))
      : [],
    checks: checks.filter((check) => !isConstraintBody(check)),
    indexes,
    ...(source.comment && {comment: source.comment}),
  };
  const owner = nameText(name);
  return {
    table,
    leftOut: [
      ...checks.filter(isConstraintBody).map((check) => leftOut('constraint', check.name, owner)),
      ...unread.map((index) => leftOut('index', index, owner)),
      ...besides(source, owner),
    ],
  };
}

/** `exclude using gist (…)`: MikroORM takes it for a check and writes it as it stands. */
const isConstraintBody = ({expression}: {expression: string}): boolean =>
  /^\s*exclude\b/i.test(expression);

type Index_ = ReturnType<DatabaseTable['getIndexes']>[number];

const isUnique = (index: Index_): boolean =>
  index.unique && index.constraint && !index.primary && !index.expression;

function indexesOf(
  source: DatabaseTable,
  context: ModelContext,
): {indexes: readonly Index[]; unread: readonly string[]} {
  const read = source
    .getIndexes()
    .filter((index) => !index.primary && !isUnique(index))
    .map((index) => ({name: index.keyName, index: modelIndex(index, source, context)}));
  return {
    indexes: read.map(({index}) => index).filter((index) => index !== undefined),
    unread: read.filter(({index}) => index === undefined).map(({name}) => name),
  };
}

function primaryKeyOf(source: DatabaseTable, {platform}: ModelContext): PrimaryKey | undefined {
  const key = source.getPrimaryKey();
  if (!key || key.columnNames.length === 0) return undefined;
  const named =
    platform.supportsCustomPrimaryKeyNames() &&
    key.keyName !== platform.getDefaultPrimaryName(source.name, key.columnNames);
  return {...(named && {name: key.keyName}), columns: key.columnNames};
}

function foreignKeyOf(key: MikroForeignKey, context: ModelContext): ForeignKey {
  const [onDelete, onUpdate] = [ruleOf(key.deleteRule), ruleOf(key.updateRule)];
  return {
    name: key.constraintName,
    columns: key.columnNames,
    references: {
      table: referencedTable(key.referencedTableName, context),
      columns: key.referencedColumnNames,
    },
    ...(onDelete && {onDelete}),
    ...(onUpdate && {onUpdate}),
    ...(key.deferMode && {deferrable: deferModes[key.deferMode]}),
  };
}

function referencedTable(name: string, {tableName}: ModelContext): TableName {
  const dot = name.indexOf('.');
  return tableName({name: name.slice(dot + 1), schema: dot < 0 ? undefined : name.slice(0, dot)});
}

const actions: readonly ReferentialAction[] = ['restrict', 'cascade', 'set null', 'set default'];

/** `no action` is what holds when nothing is said, so nothing is said. */
const ruleOf = (rule: string | undefined): ReferentialAction | undefined =>
  actions.find((action) => action === rule?.toLowerCase());

function* besides(source: DatabaseTable, table: string): Generator<LeftOut> {
  for (const {name} of source.getTriggers()) yield leftOut('trigger', name, table);
  for (const {name} of source.getPolicies()) yield leftOut('policy', name, table);
  if (source.rlsEnabled && source.getPolicies().length === 0) {
    yield leftOut('policy', 'row level security', table);
  }
  if (source.getPartitioning()) yield leftOut('partitions', table, table);
}
