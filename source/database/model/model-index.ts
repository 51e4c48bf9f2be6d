import type {DatabaseTable, IndexDef} from '@mikro-orm/sql';
import type {Index, IndexPart, Unique} from '../../schema/table.ts';
import {indexOfStatement} from './index-statement.ts';
import type {ModelContext} from './model-context.ts';
import {withoutOuterParentheses} from './sql-pieces.ts';

/** A unique constraint with the columns that MikroORM gives it. */
export function modelUnique(index: IndexDef): Unique {
  return {
    name: index.keyName,
    columns: index.columnNames,
    ...(index.deferMode && {deferrable: deferModes[index.deferMode]}),
  };
}

/** MikroORM's words for when a constraint is checked, and ours. */
export const deferModes = {deferred: 'deferred', immediate: 'immediate'} as const;

/** An index; `undefined` when it is given as SQL that says more than an index can hold. */
export function modelIndex(
  index: IndexDef,
  table: DatabaseTable,
  context: ModelContext,
): Index | undefined {
  if (
    index.expression ||
    (index.type === 'fulltext' && context.platform.supportsCreatingFullTextIndex())
  ) {
    const sql = context.createIndexSql(index, table);
    return sql === undefined ? undefined : indexOfStatement(sql, context.dialect.name);
  }
  return {
    name: index.keyName,
    parts: partsOf(index, context),
    ...(index.unique && {unique: true}),
    ...(index.where && {where: index.where}),
    ...storageOf(index, context),
  };
}

function storageOf(
  index: IndexDef,
  context: ModelContext,
): Pick<Index, 'using' | 'include' | 'with'> {
  const using = methodOf(index, context);
  const {include, fillFactor} = index;
  return {
    ...(using !== undefined && {using}),
    ...(include && include.length > 0 && {include}),
    ...(fillFactor !== undefined && {with: {fillfactor: fillFactor}}),
  };
}

function methodOf({type}: IndexDef, {dialect}: ModelContext): string | undefined {
  if (dialect.name === 'sqlite') return undefined;
  const method = typeof type === 'string' ? type : type?.indexType;
  return method === undefined || method.toLowerCase() === 'btree'
    ? undefined
    : method.toLowerCase();
}

function partsOf(index: IndexDef, {platform}: ModelContext): readonly IndexPart[] {
  if (index.columnNames.some((name) => name.includes('.'))) {
    return platform
      .getJsonIndexDefinition(index)
      .map((sql, at) =>
        index.columnNames[at]?.includes('.') === false
          ? {column: index.columnNames[at]}
          : {expression: withoutOuterParentheses(sql)},
      );
  }
  return index.columnNames.map((name) => partOf(name, index));
}

function partOf(name: string, index: IndexDef): IndexPart {
  const options = index.columns?.find((column) => column.name === name);
  if (options === undefined) return {column: name};
  const [order, nulls] = [options.sort?.toLowerCase(), options.nulls?.toLowerCase()];
  return {
    column: name,
    ...(options.collation && {collation: options.collation}),
    ...(order === 'desc' && {order}),
    ...((nulls === 'first' || nulls === 'last') && {nulls}),
  };
}
