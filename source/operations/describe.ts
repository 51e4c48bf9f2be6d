import {objectWords} from '../schema/objects.ts';
import {nameText} from '../schema/tables.ts';
import type {IndexPart} from '../schema/table.ts';
import {byKind} from './operation.ts';
import type {ByKind, ColumnChange, DropConstraint, Operation} from './operation.ts';

/** An operation in one short line for a person: `add column note to account`. */
export function describe(operation: Operation): string {
  return byKind(descriptions, operation);
}

const descriptions: ByKind<[], string> = {
  createTable: ({table}) => `create table ${nameText(table)}`,
  dropTable: ({table}) => `drop table ${nameText(table)}`,
  renameTable: ({table, to}) => `rename table ${nameText(table)} to ${to}`,
  setTableComment: ({table, comment}) =>
    comment === null ? `drop comment of ${nameText(table)}` : `comment on ${nameText(table)}`,
  setTableStorage: ({table}) => `set storage parameters of ${nameText(table)}`,

  addColumn: ({table, column}) => `add column ${column.name} to ${nameText(table)}`,
  dropColumn: ({table, column}) => `drop column ${column} of ${nameText(table)}`,
  renameColumn: ({table, column, to}) => `rename column ${column} of ${nameText(table)} to ${to}`,
  alterColumn: ({table, column, change}) =>
    `alter column ${column} of ${nameText(table)}: ${changes(change).join(', ')}`,

  createPrimaryKey: ({table, primaryKey}) =>
    `add primary key (${primaryKey.columns.join(', ')}) to ${nameText(table)}`,
  dropPrimaryKey: ({table}) => `drop primary key of ${nameText(table)}`,
  createUnique: ({table, unique}) => `add unique constraint ${unique.name} to ${nameText(table)}`,
  createForeignKey: ({table, foreignKey: {name, references}}) =>
    `add foreign key ${name} from ${nameText(table)} to ${nameText(references.table)}`,
  createCheck: ({table, check}) => `add check ${check.name} to ${nameText(table)}`,
  dropConstraint: ({table, type, name}) => `drop ${words[type]} ${name} of ${nameText(table)}`,
  renameConstraint: ({table, name, to}) =>
    `rename constraint ${name} of ${nameText(table)} to ${to}`,

  createIndex: ({table, index: {name, unique, parts}}) =>
    `create ${unique === true ? 'unique index' : 'index'} ${name} on ${nameText(table)} (${parts.map(part).join(', ')})`,
  dropIndex: ({table, name}) => `drop index ${name} of ${nameText(table)}`,
  renameIndex: ({table, name, to}) => `rename index ${name} of ${nameText(table)} to ${to}`,

  createEnum: ({enum: type}) => `create enum ${nameText(type)}`,
  dropEnum: (type) => `drop enum ${nameText(type)}`,
  addEnumValue: (type) => `add value '${type.value}' to enum ${nameText(type)}`,
  alterEnum: ({items, map = {}, ...type}) =>
    `change the values of enum ${nameText(type)}${valueChanges(items, map)}`,
  createSchema: ({name}) => `create schema ${name}`,
  dropSchema: ({name}) => `drop schema ${name}`,
  createObject: ({object}) => `create ${objectWords(object)}`,
  replaceObject: ({object}) => `replace ${objectWords(object)}`,
  dropObject: ({object}) => `drop ${objectWords(object)}`,

  bulkInsert: ({table, rows}) =>
    `insert ${rows.length} row${rows.length === 1 ? '' : 's'} into ${nameText(table)}`,
  backfill: ({table, set}) => `backfill ${Object.keys(set).join(', ')} of ${nameText(table)}`,

  execute: ({sql}) => `execute ${oneLine(sql)}`,
  run: ({name}) => `run ${name}`,
  only: ({dialect, operations}) => `on ${dialect} only: ${operations.map(describe).join('; ')}`,
};

const words: Readonly<Record<DropConstraint['type'], string>> = {
  unique: 'unique constraint',
  foreignKey: 'foreign key',
  check: 'check',
};

function valueChanges(
  items: readonly string[] | undefined,
  map: Readonly<Record<string, string>>,
): string {
  const pairs = Object.entries(map).map(([from, to]) => `'${from}' becomes '${to}'`);
  const all = items === undefined ? [] : [`now ${items.map((item) => `'${item}'`).join(', ')}`];
  return `: ${oneLine([...all, ...pairs].join('; '))}`;
}

function changes({nullable, ...change}: ColumnChange): readonly string[] {
  const facets = Object.entries(change).map(([facet, value]) =>
    value === null || value === false ? `no ${facet}` : facet,
  );
  return nullable === undefined ? facets : [...facets, nullable ? 'nullable' : 'not null'];
}

const part = ({column, expression}: IndexPart): string => column ?? oneLine(expression ?? '');

function oneLine(sql: string): string {
  const line = sql.replaceAll(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
