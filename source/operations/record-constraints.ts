import {nameText} from '../schema/tables.ts';
import type {ForeignKey, ReferentialAction, TableName, Unique} from '../schema/table.ts';
import {flag, known, list, nameList, oneOf, refusal, tableName, text} from './arguments.ts';
import {given} from './given.ts';
import type {DropConstraint} from './operation.ts';
import type {Operations, TableForeignKey, TableRef, UniqueOptions} from './operations.ts';
import type {Emit} from './recorder.ts';

type Constraints = Pick<
  Operations,
  | 'createPrimaryKey'
  | 'dropPrimaryKey'
  | 'createUnique'
  | 'createForeignKey'
  | 'createCheck'
  | 'dropUnique'
  | 'dropForeignKey'
  | 'dropCheck'
  | 'renameConstraint'
>;

/** The words for constraints. */
export function recordConstraints(emit: Emit): Constraints {
  const drop = (type: DropConstraint['type'], word: string) => (name: string, ref: TableRef) => {
    const {table, where} = subject(word, name, ref);
    emit({kind: 'dropConstraint', table, type, name: text(name, `${where}: the name`)});
  };
  return {
    createPrimaryKey(name, ref, columns) {
      const {table, where} = subject('createPrimaryKey', name ?? '', ref);
      const key = {columns: nameList(columns, `${where}: the columns`)};
      const primaryKey = name === null ? key : {name: text(name, `${where}: the name`), ...key};
      emit({kind: 'createPrimaryKey', table, primaryKey});
    },
    dropPrimaryKey(ref) {
      emit({kind: 'dropPrimaryKey', table: tableName(ref, 'dropPrimaryKey')});
    },
    createUnique(name, ref, columns, options) {
      const {table, where} = subject('createUnique', name, ref);
      known(options, ['deferrable', 'nullsNotDistinct'], where);
      emit({kind: 'createUnique', table, unique: uniqueOf(name, columns, options, where)});
    },
    createForeignKey(...[name, ref, columns, references, options]) {
      const {table, where} = subject('createForeignKey', name, ref);
      known(options, ['onDelete', 'onUpdate', 'deferrable'], where);
      const foreignKey = foreignKeyOf(name, {...options, columns, references}, where);
      emit({kind: 'createForeignKey', table, foreignKey});
    },
    createCheck(name, ref, expression) {
      const {table, where} = subject('createCheck', name, ref);
      const check = {
        name: text(name, `${where}: the name`),
        expression: text(expression, `${where}: the expression`),
      };
      emit({kind: 'createCheck', table, check});
    },
    dropUnique: drop('unique', 'dropUnique'),
    dropForeignKey: drop('foreignKey', 'dropForeignKey'),
    dropCheck: drop('check', 'dropCheck'),
    renameConstraint(ref, name, to) {
      const {table, where} = subject('renameConstraint', name, ref);
      emit({
        kind: 'renameConstraint',
        table,
        name: text(name, `${where}: the name`),
        to: text(to, `${where}: the new name`),
      });
    },
  };
}

/** The table of a constraint, and how an error names the two: `createUnique a_b_unique on a`. */
export function subject(
  word: string,
  name: string,
  ref: TableRef,
): {readonly table: TableName; readonly where: string} {
  const what = name === '' ? word : `${word} ${name}`;
  const table = tableName(ref, what);
  return {table, where: `${what} on ${nameText(table)}`};
}

/** A unique constraint from what was said of it. */
export function uniqueOf(
  name: string,
  columns: readonly string[],
  options: UniqueOptions | undefined,
  where: string,
): Unique {
  return given({
    name: text(name, `${where}: the name`),
    columns: nameList(columns, `${where}: the columns`),
    deferrable: oneOf(options?.deferrable, ['immediate', 'deferred'], `${where}: deferrable`),
    nullsNotDistinct: flag(options?.nullsNotDistinct, `${where}: nullsNotDistinct`),
  });
}

const actions: readonly ReferentialAction[] = [
  'no action',
  'restrict',
  'cascade',
  'set null',
  'set default',
];

/** A foreign key from what was said of it. */
export function foreignKeyOf(name: string, key: TableForeignKey, where: string): ForeignKey {
  return {...keyOf(key, where), name: text(name, `${where}: the name`)};
}

/** The same without a name, as SQLite has them; of the columns referred to, none stands for the primary key. */
export function unnamedForeignKey(key: TableForeignKey, where: string): ForeignKey {
  return {...keyOf(key, where, {mayLeaveOut: true}), name: ''};
}

function keyOf(
  key: TableForeignKey,
  where: string,
  {mayLeaveOut = false} = {},
): Omit<ForeignKey, 'name'> {
  known(key, ['columns', 'references', 'onDelete', 'onUpdate', 'deferrable'], where);
  const [to, toColumns] =
    list(key.references, `${where}: references`).length === 2
      ? key.references
      : wrongReferences(where);
  const columns = nameList(key.columns, `${where}: the columns`);
  const isLeftOut = mayLeaveOut && Array.isArray(toColumns) && toColumns.length === 0;
  const referred = isLeftOut ? [] : nameList(toColumns, `${where}: the columns referred to`);
  if (!isLeftOut && columns.length !== referred.length) {
    throw refusal(`${where}: ${columns.length} columns cannot refer to ${referred.length}`);
  }
  return given({
    columns,
    references: {table: tableName(to, `${where}: the table referred to`), columns: referred},
    onDelete: oneOf(key.onDelete, actions, `${where}: onDelete`),
    onUpdate: oneOf(key.onUpdate, actions, `${where}: onUpdate`),
    deferrable: oneOf(key.deferrable, ['immediate', 'deferred'], `${where}: deferrable`),
  });
}

function wrongReferences(where: string): never {
  throw refusal(`${where}: references must be a table and its columns`, "say ['author', ['id']]");
}
