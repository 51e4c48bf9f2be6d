import {
  byKind,
  type AlterColumn,
  type ByKind,
  type ColumnChange,
  type CreateIndex,
  type DropConstraint,
  type Execute,
  type Operation,
} from '../operations/operation.ts';
import {effectOf} from '../operations/raw-sql.ts';
import {implicitPrimaryKeyName} from '../schema/default-names.ts';
import type {IndexPart} from '../schema/table.ts';
import {attention} from './attention.ts';
import {hardLine, type Doc} from './layout/doc.ts';
import {print} from './layout/print.ts';
import {
  arrow,
  block,
  call,
  list,
  object,
  plain,
  sqlText,
  text,
  type Expression,
} from './layout/syntax.ts';
import {rowExpression, valueExpression} from './render-value.ts';
import {columnExpression, literal, typeExpression} from './render-column.ts';
import {dropCall, objectCall} from './render-object.ts';
import {
  flag,
  foreignKeyOptions,
  names,
  referencesExpression,
  said,
  storageExpression,
  tableArguments,
  tableExpression,
  type Entries,
} from './render-table.ts';

/**
 * The statements of an `upgrade` or `downgrade` that records these operations, formatted for a function
 * whose body is indented by two spaces: of each statement, every line but the first is. A comment goes
 * before what needs attention.
 */
export function renderStatements(operations: readonly Operation[], indent = 2): readonly string[] {
  return operations.map((operation) => print(statementOf(operation), {indent}));
}

/** The same within `op.onDatabase`, for one of the databases that share a history. Empty for no operations. */
export function renderOnDatabase(
  operations: readonly Operation[],
  database: string,
): readonly string[] {
  if (operations.length === 0) return [];
  const inner = renderStatements(operations, 4).map((statement) => `  ${statement}`);
  return [`op.onDatabase(${print(text(database).doc)}, (op) => {`, ...inner, '});'];
}

/** The same as text: the lines between the braces of the function. Empty for no operations. */
export function renderBody(operations: readonly Operation[]): string {
  return renderStatements(operations)
    .map((statement) => `  ${statement}\n`)
    .join('');
}

function statementOf(operation: Operation): Doc {
  const note = attention(operation);
  const statement = [byKind(renderers, operation), ';'];
  return note === undefined ? statement : [...comment(note), statement];
}

/** Columns of a comment's text, within those of a line. */
const commentWidth = 92;

function comment(note: string): readonly Doc[] {
  const lines: string[] = [];
  for (const word of note.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= commentWidth) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  return lines.flatMap((each): Doc[] => [`// ${each}`, hardLine]);
}

const statements = (operations: readonly Operation[]): readonly Doc[] =>
  operations.map(statementOf);

const options = (entries: Entries): readonly Expression[] =>
  entries.length === 0 ? [] : [object(entries)];

const renderers: ByKind<[], Doc> = {
  createTable: ({table, ifNotExists}) =>
    call('op.createTable', tableArguments(table, ifNotExists === true)),
  dropTable: ({table, ifExists}) =>
    call('op.dropTable', [tableExpression(table), ...options(said({ifExists: flag(ifExists)}))]),
  renameTable: ({table, to}) =>
    call('op.renameTable', [tableExpression(table), tableExpression({name: to})]),
  setTableComment: ({table, comment: words}) =>
    call('op.setTableComment', [tableExpression(table), orNull(words, text)]),
  setTableStorage: ({table, with: parameters}) =>
    call('op.setTableStorage', [tableExpression(table), storageExpression(parameters)]),

  addColumn: ({table, column}) =>
    call('op.addColumn', [
      tableExpression(table),
      text(column.name),
      arrow('t', columnExpression(column)),
    ]),
  dropColumn: ({table, column}) => call('op.dropColumn', [tableExpression(table), text(column)]),
  renameColumn: ({table, column, to}) =>
    call('op.renameColumn', [tableExpression(table), text(column), text(to)]),
  alterColumn: (operation) =>
    call('op.alterColumn', [
      tableExpression(operation.table),
      text(operation.column),
      object(changesOf(operation)),
    ]),

  createPrimaryKey: ({table, primaryKey: {name, columns}}) =>
    call('op.createPrimaryKey', [
      text(name ?? implicitPrimaryKeyName(table.name)),
      tableExpression(table),
      names(columns),
    ]),
  dropPrimaryKey: ({table}) => call('op.dropPrimaryKey', [tableExpression(table)]),
  createUnique: ({table, unique: {name, columns, deferrable, nullsNotDistinct}}) =>
    call('op.createUnique', [
      text(name),
      tableExpression(table),
      names(columns),
      ...options(
        said({
          deferrable: deferrable && text(deferrable),
          nullsNotDistinct: flag(nullsNotDistinct),
        }),
      ),
    ]),
  createForeignKey: ({table, foreignKey}) =>
    call('op.createForeignKey', [
      text(foreignKey.name),
      tableExpression(table),
      names(foreignKey.columns),
      referencesExpression(foreignKey),
      ...options(foreignKeyOptions(foreignKey)),
    ]),
  createCheck: ({table, check: {name, expression}}) =>
    call('op.createCheck', [text(name), tableExpression(table), sqlText(expression)]),
  dropConstraint: ({table, type, name}) =>
    call(dropWords[type], [text(name), tableExpression(table)]),
  renameConstraint: ({table, name, to}) =>
    call('op.renameConstraint', [tableExpression(table), text(name), text(to)]),

  createIndex: (operation) =>
    call('op.createIndex', [
      text(operation.index.name),
      tableExpression(operation.table),
      list(operation.index.parts.map(partExpression)),
      ...options(indexOptions(operation)),
    ]),
  dropIndex: ({table, name, concurrently}) =>
    call('op.dropIndex', [
      text(name),
      tableExpression(table),
      ...options(said({concurrently: flag(concurrently)})),
    ]),
  renameIndex: ({table, name, to}) =>
    call('op.renameIndex', [tableExpression(table), text(name), text(to)]),

  createEnum: ({enum: {items, ...name}}) =>
    call('op.createEnum', [tableExpression(name), names(items)]),
  dropEnum: (name) => call('op.dropEnum', [tableExpression(name)]),
  addEnumValue: ({value, before, ...name}) =>
    call('op.addEnumValue', [
      tableExpression(name),
      text(value),
      ...options(said({before: before === undefined ? undefined : text(before)})),
    ]),
  alterEnum: ({items, map, ...name}) =>
    call('op.alterEnum', [
      tableExpression(name),
      object(said({items: items && names(items), map: map && storageExpression(map)})),
    ]),
  createSchema: ({name}) => call('op.createSchema', [text(name)]),
  dropSchema: ({name}) => call('op.dropSchema', [text(name)]),
  createObject: ({object: made}) => objectCall('create', made),
  replaceObject: ({object: made, inPlace}) => objectCall('replace', made, inPlace),
  dropObject: ({object: name}) => dropCall(name),

  bulkInsert: ({table, columns, rows}) =>
    call('op.bulkInsert', [
      tableExpression(table),
      list(rows.map((row) => rowExpression(columns, row))),
    ]),
  backfill: ({table, set, where, key, batch}) =>
    call('op.backfill', [
      tableExpression(table),
      object(Object.entries(set).map(([column, sql]) => [column, sqlText(sql)] as const)),
      ...options(
        said({
          where: where === undefined ? undefined : sqlText(where),
          key: key === undefined ? undefined : text(key),
          batch: batch === 1000 ? undefined : literal(batch),
        }),
      ),
    ]),

  execute: (operation) =>
    call('op.execute', [sqlText(operation.sql), ...options(executeOptions(operation))]),
  run: ({name, source}) => call('op.run', [text(name), plain(source)]),
  only: ({dialect, operations}) =>
    call('op.only', [text(dialect), block('op', statements(operations))]),
};

const dropWords: Readonly<Record<DropConstraint['type'], string>> = {
  unique: 'op.dropUnique',
  foreignKey: 'op.dropForeignKey',
  check: 'op.dropCheck',
};

const orNull = <T>(value: T | null, expression: (value: T) => Expression): Expression =>
  value === null ? plain('null') : expression(value);

function changesOf({change, using}: AlterColumn): Entries {
  const {type, nullable, autoincrement, identity, generated, collation} = change;
  return said({
    type: type && arrow('t', typeExpression(type)),
    nullable: flag(nullable),
    ...defaultChange(change),
    autoincrement: flag(autoincrement),
    identity: identity === undefined ? undefined : orNull(identity, text),
    generated: generated === undefined ? undefined : orNull(generated, generatedExpression),
    collation: collation === undefined ? undefined : orNull(collation, text),
    comment: change.comment === undefined ? undefined : orNull(change.comment, text),
    using: using === undefined ? undefined : text(using),
  });
}

function defaultChange({default: value}: ColumnChange): Record<string, Expression> {
  if (value === undefined) return {};
  if (value === null) return {default: plain('null')};
  return value.kind === 'sql' ? {defaultRaw: text(value.sql)} : {default: literal(value.value)};
}

const generatedExpression = ({
  expression,
  stored,
}: NonNullable<ColumnChange['generated']>): Expression =>
  object(said({expression: text(expression), kind: stored && text('stored')}));

function partExpression({column, ...rest}: IndexPart): Expression {
  const others = Object.entries(rest).map(([key, value]) => [key, text(value)] as const);
  if (column === undefined) return object(others);
  return others.length === 0 ? text(column) : object([['column', text(column)], ...others]);
}

function indexOptions({index, concurrently}: CreateIndex): Entries {
  const {unique, nullsNotDistinct, where, using, include} = index;
  return said({
    unique: flag(unique),
    nullsNotDistinct: flag(nullsNotDistinct),
    where: where === undefined ? undefined : sqlText(where),
    using: using === undefined ? undefined : text(using),
    include: include && names(include),
    with: index.with && storageExpression(index.with),
    concurrently: flag(concurrently),
  });
}

function executeOptions({sql, values, effect, transactional}: Execute): Entries {
  return said({
    values: values && list(values.map(valueExpression)),
    effect: effect === effectOf(sql) ? undefined : effectExpression(effect),
    transactional: transactional ? undefined : plain('false'),
  });
}

/** What is not known cannot be said, nor need it be: it is what holds when nothing is said. */
function effectExpression(effect: Execute['effect']): Expression | undefined {
  if (effect === 'unknown') return undefined;
  return effect === 'data' ? text('data') : block('op', statements(effect));
}
