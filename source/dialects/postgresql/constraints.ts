import {AthanorError} from '../../errors.ts';
import type {
  CreateCheck,
  CreateForeignKey,
  CreatePrimaryKey,
  CreateUnique,
  DropConstraint,
  DropPrimaryKey,
  RenameConstraint,
} from '../../operations/operation.ts';
import {implicitPrimaryKeyName} from '../../schema/default-names.ts';
import {nameText, tableNamed} from '../../schema/tables.ts';
import {statement} from '../facts.ts';
import type {SqlStatement} from '../statement.ts';
import {
  checkDefinition,
  foreignKeyDefinition,
  primaryKeyDefinition,
  uniqueDefinition,
} from './definition.ts';
import {refuseNulls, uniqueHazards} from './indexes.ts';
import {tableHazards} from './moment.ts';
import type {Moment} from './moment.ts';
import {qualified, quote} from './quote.ts';
import {renamedConstraint} from './tables.ts';

const building = 'nobody can use the table while its rows are read and the index is built';

/** Adds the primary key; unnamed, PostgreSQL names it. */
export function createPrimaryKey(
  {table, primaryKey}: CreatePrimaryKey,
  moment: Moment,
): readonly SqlStatement[] {
  const name = primaryKey.name ?? 'the primary key';
  return [
    statement(`alter table ${qualified(table)} add ${primaryKeyDefinition(primaryKey)}`, {
      hazards: [
        ...uniqueHazards(table, name, moment),
        ...tableHazards('lock', table, {message: building, moment}),
      ],
    }),
  ];
}

/** Drops the primary key, under the name that it was given or that PostgreSQL chose. */
export function dropPrimaryKey({table}: DropPrimaryKey, moment: Moment): readonly SqlStatement[] {
  const {primaryKey, name} = tableNamed(moment.before(), table);
  if (primaryKey === undefined) {
    throw new AthanorError('bad_operation', `table ${nameText(table)} has no primary key to drop`, {
      hint: 'take the operation out, or see the table with "athanor show"',
    });
  }
  const constraint = primaryKey.name ?? implicitPrimaryKeyName(name);
  return [statement(`alter table ${qualified(table)} drop constraint ${quote(constraint)}`)];
}

/** Adds the unique constraint. */
export function createUnique(
  {table, unique}: CreateUnique,
  moment: Moment,
): readonly SqlStatement[] {
  refuseNulls(unique, moment.target);
  return [
    statement(`alter table ${qualified(table)} add ${uniqueDefinition(unique)}`, {
      hazards: [
        ...uniqueHazards(table, unique.name, moment),
        ...tableHazards('lock', table, {message: building, moment}),
      ],
    }),
  ];
}

/** Adds the foreign key; every row is looked at. */
export function createForeignKey(
  {table, foreignKey}: CreateForeignKey,
  moment: Moment,
): readonly SqlStatement[] {
  const other = nameText(foreignKey.references.table);
  return [
    statement(`alter table ${qualified(table)} add ${foreignKeyDefinition(foreignKey)}`, {
      hazards: [
        ...tableHazards('may-fail', table, {
          message: `fails if a row refers to what is not in ${other}`,
          moment,
        }),
        ...tableHazards('lock', table, {
          message: `nobody can write to ${nameText(table)} or ${other} while the rows are checked`,
          moment,
        }),
      ],
    }),
  ];
}

/** Adds the check; every row is looked at. */
export function createCheck({table, check}: CreateCheck, moment: Moment): readonly SqlStatement[] {
  return [
    statement(`alter table ${qualified(table)} add ${checkDefinition(check)}`, {
      hazards: [
        ...tableHazards('may-fail', table, {
          message: `fails if a row does not pass ${check.name}`,
          moment,
        }),
        ...tableHazards('lock', table, {
          message: 'nobody can use the table while its rows are checked',
          moment,
        }),
      ],
    }),
  ];
}

/** Drops a constraint by its name. */
export function dropConstraint({table, name}: DropConstraint): readonly SqlStatement[] {
  return [statement(`alter table ${qualified(table)} drop constraint ${quote(name)}`)];
}

/** A constraint under another name. */
export function renameConstraint({table, name, to}: RenameConstraint): readonly SqlStatement[] {
  return [renamedConstraint(table, name, to)];
}
