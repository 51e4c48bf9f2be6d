import {tableNamed, withTable} from '../schema/tables.ts';
import type {Appliers} from './apply.ts';
import {missing, refuseTaken} from './apply-constraints.ts';
import {checkIndexNames} from './check-schema.ts';
import {checkColumns} from './check-table.ts';

/** How operations on indexes change a schema. */
export const applyIndexes: Pick<Appliers, 'createIndex' | 'dropIndex' | 'renameIndex'> = {
  createIndex: ({table: name, index}, schema) => {
    const table = tableNamed(schema, name);
    refuseTaken(table, index.name);
    checkIndexNames(schema, table, [index]);
    const columns = index.parts.flatMap(({column}) => (column === undefined ? [] : [column]));
    checkColumns(table, [...columns, ...(index.include ?? [])], index.name);
    return withTable(schema, {...table, indexes: [...table.indexes, index]});
  },

  dropIndex: ({table: name, name: index}, schema) => {
    const table = tableNamed(schema, name);
    const indexes = table.indexes.filter((each) => each.name !== index);
    if (indexes.length === table.indexes.length) throw missing(schema, table, index, 'index');
    return withTable(schema, {...table, indexes});
  },

  renameIndex: ({table: name, name: from, to}, schema) => {
    const table = tableNamed(schema, name);
    if (!table.indexes.some((each) => each.name === from))
      throw missing(schema, table, from, 'index');
    refuseTaken(table, to);
    checkIndexNames(schema, table, [{name: to}]);
    const indexes = table.indexes.map((each) => (each.name === from ? {...each, name: to} : each));
    return withTable(schema, {...table, indexes});
  },
};
