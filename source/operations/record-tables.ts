import {defaultUniqueName} from '../schema/default-names.ts';
import {nameText} from '../schema/tables.ts';
import type {Check, ForeignKey, PrimaryKey, Table, TableName, Unique} from '../schema/table.ts';
import {flag, known, nameList, refusal, tableName, text} from './arguments.ts';
import {checkTable} from './check-table.ts';
import {built} from './record-columns.ts';
import {foreignKeyOf, uniqueOf, unnamedForeignKey} from './record-constraints.ts';
import {types} from './column-draft.ts';
import type {BuiltColumn} from './column-draft.ts';
import {given} from './given.ts';
import type {CreateTableOptions, Operations} from './operations.ts';
import {storage} from './record-indexes.ts';
import type {Emit} from './recorder.ts';

type Tables = Pick<
  Operations,
  'createTable' | 'dropTable' | 'renameTable' | 'setTableComment' | 'setTableStorage'
>;

/** The words for whole tables. */
export function recordTables(emit: Emit): Tables {
  return {
    createTable(ref, columns, spec) {
      const name = tableName(ref, 'createTable');
      const options = known(spec, tableOptions, `createTable ${nameText(name)}`);
      const table = tableOf(name, columnsOf(name, columns), options);
      checkTable(table);
      const ifNotExists = flag(options.ifNotExists, `createTable ${nameText(name)}: ifNotExists`);
      emit(given({kind: 'createTable' as const, table, ifNotExists}));
    },
    dropTable(ref, spec) {
      const table = tableName(ref, 'dropTable');
      const options = known(spec, ['ifExists'], `dropTable ${nameText(table)}`);
      const ifExists = flag(options.ifExists, `dropTable ${nameText(table)}: ifExists`);
      emit(given({kind: 'dropTable' as const, table, ifExists}));
    },
    renameTable(ref, to) {
      const table = tableName(ref, 'renameTable');
      const where = `renameTable ${nameText(table)}`;
      emit({kind: 'renameTable', table, to: tableName(to, where).name});
    },
    setTableComment(ref, comment) {
      const table = tableName(ref, 'setTableComment');
      if (comment !== null) text(comment, `setTableComment ${nameText(table)}: the comment`);
      emit({kind: 'setTableComment', table, comment});
    },
    setTableStorage(ref, parameters) {
      const table = tableName(ref, 'setTableStorage');
      const where = `setTableStorage ${nameText(table)}`;
      emit({kind: 'setTableStorage', table, with: storage(parameters, where)});
    },
  };
}

const tableOptions: readonly (keyof CreateTableOptions)[] = [
  'primaryKey',
  'uniques',
  'checks',
  'foreignKeys',
  'unnamed',
  'comment',
  'ifNotExists',
  'partitionBy',
  'with',
  'strict',
  'withoutRowid',
];

function columnsOf(
  table: TableName,
  columns: Parameters<Operations['createTable']>[1],
): readonly BuiltColumn[] {
  const where = `createTable ${nameText(table)}`;
  if (typeof columns !== 'function') {
    throw refusal(`${where}: the columns must be a function`, 'say (t) => ({id: t.integer(), …})');
  }
  const builders = columns(types);
  if (typeof builders !== 'object' || builders === null) {
    throw refusal(
      `${where}: the columns' function gave no object`,
      'put parentheses around it: (t) => ({…})',
    );
  }
  return Object.entries(builders).map(([column, builder]) => built(table, column, builder));
}

function tableOf(
  name: TableName,
  columns: readonly BuiltColumn[],
  options: CreateTableOptions,
): Table {
  const where = `createTable ${nameText(name)}`;
  const unnamed = unnamedOf(options.unnamed, where);
  return given({
    ...name,
    columns: columns.map(({column}) => column),
    primaryKey: primaryKeyOf(columns, options.primaryKey, where),
    uniques: [
      ...uniquesOf(name, columns),
      ...namedUniques(options.uniques, where),
      ...unnamed.uniques,
    ],
    foreignKeys: [...foreignKeysOf(options.foreignKeys, where), ...unnamed.foreignKeys],
    checks: [...checksOf(options.checks, where), ...unnamed.checks],
    indexes: [],
    comment:
      options.comment === undefined ? undefined : text(options.comment, `${where}: the comment`),
    partitionBy:
      options.partitionBy === undefined
        ? undefined
        : text(options.partitionBy, `${where}: partitionBy`),
    with: options.with && storage(options.with, where),
    strict: flag(options.strict, `${where}: strict`),
    withoutRowid: flag(options.withoutRowid, `${where}: withoutRowid`),
  });
}

function primaryKeyOf(
  columns: readonly BuiltColumn[],
  option: CreateTableOptions['primaryKey'],
  where: string,
): PrimaryKey | undefined {
  const said = columns.filter(({primary}) => primary).map(({column}) => column.name);
  if (option === undefined) return said.length > 0 ? {columns: said} : undefined;
  if (said.length > 0) {
    throw refusal(
      `${where}: the primary key is given twice, by the column ${said.join(', ')} and by primaryKey`,
      'leave .primary() out',
    );
  }
  const key = keyOf(option, where);
  const nullable = columns.find(({column}) => column.nullable && key.columns.includes(column.name));
  if (nullable === undefined) return key;
  throw refusal(
    `${where}: the column ${nullable.column.name} of the primary key is nullable`,
    'a primary key holds no null; leave .nullable() out',
  );
}

function keyOf(option: NonNullable<CreateTableOptions['primaryKey']>, where: string): PrimaryKey {
  if (!('columns' in option)) return {columns: nameList(option, `${where}: primaryKey`)};
  known(option, ['name', 'columns'], `${where}: primaryKey`);
  return {
    name: text(option.name, `${where}: the primary key's name`),
    columns: nameList(option.columns, `${where}: primaryKey`),
  };
}

const uniquesOf = (table: TableName, columns: readonly BuiltColumn[]): readonly Unique[] =>
  columns.flatMap(({column: {name}, unique}) => {
    if (unique === false) return [];
    return [
      {name: unique === true ? defaultUniqueName(table.name, [name]) : unique, columns: [name]},
    ];
  });

const namedUniques = (uniques: CreateTableOptions['uniques'], where: string): readonly Unique[] =>
  Object.entries(uniques ?? {}).map(([name, spec]) =>
    'columns' in spec
      ? uniqueOf(name, spec.columns, spec, `${where}: the unique constraint ${name}`)
      : uniqueOf(name, spec, undefined, `${where}: the unique constraint ${name}`),
  );

const foreignKeysOf = (
  keys: CreateTableOptions['foreignKeys'],
  where: string,
): readonly ForeignKey[] =>
  Object.entries(keys ?? {}).map(([name, key]) =>
    foreignKeyOf(name, key, `${where}: the foreign key ${name}`),
  );

/** They are kept with an empty name. */
function unnamedOf(
  spec: CreateTableOptions['unnamed'],
  where: string,
): Pick<Table, 'uniques' | 'checks' | 'foreignKeys'> {
  const what = `${where}: unnamed`;
  const {
    uniques = [],
    checks = [],
    foreignKeys = [],
  } = known(spec, ['uniques', 'checks', 'foreignKeys'], what);
  return {
    uniques: uniques.map((columns) => ({name: '', columns: nameList(columns, `${what}.uniques`)})),
    checks: checks.map((each) => ({name: '', expression: text(each, `${what}.checks`)})),
    foreignKeys: foreignKeys.map((key) => unnamedForeignKey(key, `${what}.foreignKeys`)),
  };
}

const checksOf = (checks: CreateTableOptions['checks'], where: string): readonly Check[] =>
  Object.entries(checks ?? {}).map(([name, expression]) => ({
    name: text(name, `${where}: a check's name`),
    expression: text(expression, `${where}: the check ${name}`),
  }));
