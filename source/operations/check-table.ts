import {nearest} from '../schema/nearest.ts';
import {nameText, sameName} from '../schema/tables.ts';
import type {Table} from '../schema/table.ts';
import {refusal, repeated} from './arguments.ts';

/** Throws `bad_operation` for a table that contradicts itself: names twice, constraints on no column of it. */
export function checkTable(table: Table): void {
  const where = `table ${nameText(table)}`;
  if (table.columns.length === 0) throw refusal(`${where} has no columns`);
  const column = repeated(table.columns.map(({name}) => name));
  if (column !== undefined) throw refusal(`${where} has the column ${column} twice`);
  const name = repeated(namesIn(table).filter((each) => each !== ''));
  if (name !== undefined) throw refusal(`${where} has two constraints or indexes named ${name}`);

  if (table.primaryKey) checkColumns(table, table.primaryKey.columns, 'its primary key');
  for (const unique of table.uniques) checkColumns(table, unique.columns, unique.name);
  for (const {name: index, parts, include = []} of table.indexes) {
    const columns = parts.flatMap((part) => (part.column === undefined ? [] : [part.column]));
    checkColumns(table, [...columns, ...include], index);
  }
  for (const {name: key, columns, references} of table.foreignKeys) {
    checkColumns(table, columns, key);
    if (sameName(references.table, table)) checkColumns(table, references.columns, key);
  }
}

/** The names of a table's constraints and indexes. */
export function namesIn(table: Table): readonly string[] {
  const named = [...table.uniques, ...table.foreignKeys, ...table.checks, ...table.indexes];
  const key = table.primaryKey?.name;
  return [...(key === undefined ? [] : [key]), ...named.map(({name}) => name)];
}

/** Throws `bad_operation` when one of the columns that a constraint names is not the table's. */
export function checkColumns(table: Table, columns: readonly string[], constraint: string): void {
  const names = table.columns.map(({name}) => name);
  const missing = columns.find((column) => !names.includes(column));
  if (missing === undefined) return;
  const meant = nearest(missing, names);
  throw refusal(
    `${constraint} names the column ${missing}, which table ${nameText(table)} does not have`,
    meant === undefined ? `it has ${names.join(', ')}` : `did you mean ${meant}?`,
  );
}
