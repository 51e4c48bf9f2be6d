import type {Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import {findColumn, findTable} from '../schema/tables.ts';
import {same} from './same.ts';
import type {Stored} from './table-pair.ts';

/**
 * The model of one database in the words of another, wherever the database holds these the same way, so
 * that what is said for both can be said once. `words` is the model of the other, which says more.
 */
export function inWordsOf(model: Schema, words: Schema, stored: Stored): Schema {
  return {
    ...model,
    tables: model.tables.map((table) => {
      const other = findTable(words, table);
      return other === undefined ? table : tableInWordsOf(table, other, stored);
    }),
  };
}

function tableInWordsOf(table: Table, other: Table, stored: Stored): Table {
  const held = storedTable(table, stored);
  const isHeldSame = (candidate: Table): boolean => same(storedTable(candidate, stored), held);
  const attempt = (current: Table, candidate: Table): Table =>
    isHeldSame(candidate) ? candidate : current;

  const whole = attempt(table, {...other, indexes: table.indexes});
  return whole === table ? bitByBit(table, other, attempt) : withIndexes(whole, other, attempt);
}

type Attempt = (current: Table, candidate: Table) => Table;

function bitByBit(table: Table, other: Table, attempt: Attempt): Table {
  let result = table;
  for (const {name} of table.columns) {
    const column = findColumn(other, name);
    if (column === undefined) continue;
    const columns = result.columns.map((each) => (each.name === name ? column : each));
    result = attempt(result, {...result, columns});
  }
  for (const part of ['primaryKey', 'uniques', 'checks', 'foreignKeys', 'comment'] as const) {
    if (other[part] !== undefined) result = attempt(result, {...result, [part]: other[part]});
  }
  return withIndexes(result, other, attempt);
}

function withIndexes(table: Table, other: Table, attempt: Attempt): Table {
  let result = table;
  for (const index of other.indexes) {
    const indexes = result.indexes.map((each) => (each.name === index.name ? index : each));
    result = attempt(result, {...result, indexes});
  }
  return result;
}

const storedTable = (table: Table, stored: Stored): Table | undefined =>
  stored({tables: [table], enums: [], unknowns: []}).tables[0];
