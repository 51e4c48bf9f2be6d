import type {ColumnType, DefaultValue, Generated} from '../schema/column.ts';
import {defaultUniqueName} from '../schema/default-names.ts';
import {nameText} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import {flag, known, oneOf, refusal, shown, tableName, text} from './arguments.ts';
import {ColumnDraft, types} from './column-draft.ts';
import type {BuiltColumn} from './column-draft.ts';
import {given} from './given.ts';
import type {ColumnChange} from './operation.ts';
import type {ColumnBuilder, ColumnChanges, Operations, Types} from './operations.ts';
import type {Emit} from './recorder.ts';

type Columns = Pick<Operations, 'addColumn' | 'dropColumn' | 'renameColumn' | 'alterColumn'>;

/** The words for columns of a table that is there. */
export function recordColumns(emit: Emit): Columns {
  return {
    addColumn(ref, name, type) {
      const table = tableName(ref, 'addColumn');
      const {column, primary, unique} = built(
        table,
        name,
        builderFrom(type, columnText(table, name)),
      );
      emit({kind: 'addColumn', table, column});
      if (primary) emit({kind: 'createPrimaryKey', table, primaryKey: {columns: [name]}});
      if (unique === false) return;
      const constraint = unique === true ? defaultUniqueName(table.name, [name]) : unique;
      emit({kind: 'createUnique', table, unique: {name: constraint, columns: [name]}});
    },
    dropColumn(ref, name) {
      const table = tableName(ref, 'dropColumn');
      emit({
        kind: 'dropColumn',
        table,
        column: text(name, `dropColumn of ${nameText(table)}: the column`),
      });
    },
    renameColumn(ref, name, to) {
      const table = tableName(ref, 'renameColumn');
      const where = `renameColumn of ${nameText(table)}`;
      const column = text(name, `${where}: the column`);
      emit({kind: 'renameColumn', table, column, to: text(to, `${where}: the new name`)});
    },
    alterColumn(ref, name, changes) {
      const table = tableName(ref, 'alterColumn');
      const column = text(name, `alterColumn of ${nameText(table)}: the column`);
      const where = columnText(table, column);
      const change = changeOf(changes, where);
      const using =
        changes.using === undefined ? undefined : text(changes.using, `${where}: using`);
      emit(given({kind: 'alterColumn' as const, table, column, change, using}));
    },
  };
}

/** The column that a builder of `t` describes. Throws for anything that `t` did not make. */
export function built(table: TableName, name: string, builder: ColumnBuilder): BuiltColumn {
  text(name, `table ${nameText(table)}: the name of a column`);
  const where = columnText(table, name);
  return draft(builder, where).build(name, where);
}

const columnText = (table: TableName, column: string): string =>
  `column ${column} of ${nameText(table)}`;

function draft(builder: unknown, where: string): ColumnDraft {
  if (builder instanceof ColumnDraft) return builder;
  throw refusal(
    `${where}: expected a column built with t, not ${shown(builder)}`,
    'say t.text(), for example',
  );
}

function builderFrom(type: (t: Types) => ColumnBuilder, where: string): ColumnDraft {
  if (typeof type === 'function') return draft(type(types), where);
  throw refusal(
    `${where}: the type must be a function, not ${shown(type)}`,
    'say (t) => t.text(), for example',
  );
}

function changeOf(changes: ColumnChanges, where: string): ColumnChange {
  known(changes, changeWords, `alterColumn, ${where},`);
  checkChanges(changes, where);
  return given({
    type: typeOf(changes, where),
    nullable: flag(changes.nullable, `${where}: nullable`),
    default: defaultOf(changes, where),
    autoincrement: flag(changes.autoincrement, `${where}: autoincrement`),
    identity:
      changes.identity === null
        ? null
        : oneOf(changes.identity, ['always', 'by default'], `${where}: identity`),
    generated: generatedOf(changes, where),
    collation: textOrNull(changes.collation, `${where}: the collation`),
    comment: textOrNull(changes.comment, `${where}: the comment`),
  });
}

const changeWords: readonly (keyof ColumnChanges)[] = [
  'type',
  'nullable',
  'default',
  'defaultRaw',
  'autoincrement',
  'identity',
  'generated',
  'collation',
  'comment',
  'using',
];

function checkChanges(changes: ColumnChanges | undefined, where: string): void {
  const said = Object.entries(changes ?? {}).filter(
    ([word, value]) => word !== 'using' && value !== undefined,
  );
  if (said.length === 0) {
    throw refusal(
      `${where}: alterColumn changes nothing`,
      `say what changes: ${changeWords.join(', ')}`,
    );
  }
  if (changes?.default !== undefined && changes.defaultRaw !== undefined) {
    throw refusal(
      `${where}: default and defaultRaw contradict each other`,
      'a value goes into default, SQL into defaultRaw; leave one out',
    );
  }
  if (changes?.using !== undefined && changes.type === undefined) {
    throw refusal(
      `${where}: using goes with a new type only`,
      'add type: (t) => …, or use op.execute to change the values',
    );
  }
}

const typeOf = ({type}: ColumnChanges, where: string): ColumnType | undefined =>
  type === undefined ? undefined : builderFrom(type, where).type(where);

function defaultOf(changes: ColumnChanges, where: string): DefaultValue | null | undefined {
  const {default: value, defaultRaw} = changes;
  if (defaultRaw !== undefined) return {kind: 'sql', sql: text(defaultRaw, `${where}: defaultRaw`)};
  if (value === undefined || value === null) return value;
  if (['string', 'boolean'].includes(typeof value) || Number.isFinite(value))
    return {kind: 'value', value};
  throw refusal(
    `${where}: a default is a text, a finite number or a boolean, not ${shown(value)}`,
    'write other defaults as SQL: {defaultRaw: …}',
  );
}

function generatedOf({generated}: ColumnChanges, where: string): Generated | null | undefined {
  if (generated === undefined || generated === null) return generated;
  known(generated, ['expression', 'kind'], `${where}: generated`);
  return {
    expression: text(generated.expression, `${where}: the generated expression`),
    stored: oneOf(generated.kind, ['stored', 'virtual'], `${where}: generated`) === 'stored',
  };
}

const textOrNull = (value: string | null | undefined, what: string): string | null | undefined =>
  value === undefined || value === null ? value : text(value, what);
