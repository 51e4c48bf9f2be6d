import type {CreateIndex, DropIndex, RenameIndex} from '../../operations/operation.ts';
import type {Index, IndexPart, TableName} from '../../schema/table.ts';
import {nameText} from '../../schema/tables.ts';
import {statement} from '../facts.ts';
import {AthanorError} from '../../errors.ts';
import {atLeast} from '../numbers.ts';
import type {Hazard, SqlStatement} from '../statement.ts';
import {collationName, list, storageText} from './definition.ts';
import {tableHazards} from './moment.ts';
import type {Moment} from './moment.ts';
import {qualified, quote} from './quote.ts';

/** An index is in the schema of its table. */
const indexName = ({schema}: TableName, name: string): string =>
  qualified(schema === undefined ? {name} : {schema, name});

/** `how` stands before the name: `concurrently `, `if not exists `. */
export function createIndexText(table: TableName, index: Index, how = ''): string {
  const {name, parts, unique = false, using, include = [], with: parameters, where} = index;
  return [
    `create ${unique ? 'unique ' : ''}index ${how}${quote(name)} on ${qualified(table)}`,
    using === undefined ? '' : ` using ${quote(using)}`,
    ` (${parts.map(partText).join(', ')})`,
    include.length === 0 ? '' : ` include (${list(include)})`,
    index.nullsNotDistinct === true ? ' nulls not distinct' : '',
    storageText(parameters),
    where === undefined ? '' : ` where (${where})`,
  ].join('');
}

function partText({column, expression, order, nulls, collation, operatorClass}: IndexPart): string {
  return [
    column === undefined ? `(${expression ?? ''})` : quote(column),
    collation === undefined ? '' : ` collate ${collationName(collation)}`,
    operatorClass === undefined ? '' : ` ${collationName(operatorClass)}`,
    order === undefined ? '' : ` ${order}`,
    nulls === undefined ? '' : ` nulls ${nulls}`,
  ].join('');
}

/** Built in place, or without blocking writers and then outside any transaction. */
export function createIndex(
  {table, index, concurrently = false}: CreateIndex,
  moment: Moment,
): readonly SqlStatement[] {
  refuseNulls(index, moment.target);
  const hazards = index.unique === true ? uniqueHazards(table, index.name, moment) : [];
  if (concurrently) {
    return [
      statement(createIndexText(table, index, 'concurrently '), {
        transactional: false,
        hazards: [...hazards, outside(index.name)],
        restart: `drop index concurrently if exists ${indexName(table, index.name)}`,
      }),
    ];
  }
  const lock = tableHazards('lock', table, {
    message: 'nobody can write to the table while the index is built',
    moment,
  });
  return [statement(createIndexText(table, index), {hazards: [...hazards, ...lock]})];
}

/** Throws `not_supported` where nulls cannot be alike. */
export function refuseNulls(
  {name, nullsNotDistinct = false}: Pick<Index, 'name' | 'nullsNotDistinct'>,
  target: string,
): void {
  if (!nullsNotDistinct || atLeast(target, '15')) return;
  throw new AthanorError(
    'not_supported',
    `PostgreSQL ${target} has no nulls not distinct (${name}): it came with 15`,
    {hint: "declare target: {postgresql: '15'} in athanor.config.ts, or leave it out"},
  );
}

/** Rows that are there already may stand in the way. */
export const uniqueHazards = (table: TableName, name: string, moment: Moment): readonly Hazard[] =>
  tableHazards('may-fail', table, {
    message: `fails if rows of ${nameText(table)} are alike in what ${name} keeps apart`,
    moment,
  });

/** Concurrently, it is dropped if it is still there: an attempt that was killed may have got so far. */
export function dropIndex({table, name, concurrently = false}: DropIndex): readonly SqlStatement[] {
  if (!concurrently) return [statement(`drop index ${indexName(table, name)}`)];
  const sql = `drop index concurrently if exists ${indexName(table, name)}`;
  return [statement(sql, {transactional: false, hazards: [outside(name)], restart: sql})];
}

/** Renames the index. */
export function renameIndex({table, name, to}: RenameIndex): readonly SqlStatement[] {
  return [statement(`alter index ${indexName(table, name)} rename to ${quote(to)}`)];
}

/** What stands outside a transaction stays when the step fails. */
export const outside = (object: string): Hazard => ({
  kind: 'not-transactional',
  object,
  message: 'runs outside the transaction, so it stays when the rest of the step fails',
});
