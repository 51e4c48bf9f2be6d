import type {Column, ColumnType, PlainType} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import type {Stored} from './table-pair.ts';

/**
 * A schema that was read from a database, with types in the words of a revision wherever the database holds
 * these just so: `character varying(80)` is a string of that length. What no word says stays the database's text.
 */
export function inPlainWords(schema: Schema, stored: Stored): Schema {
  const texts = new Set(
    schema.tables.flatMap(({columns}) =>
      columns.flatMap(({type}) => (type.kind === 'raw' ? [type.sql] : [])),
    ),
  );
  const words = wordsFor([...texts], schema, stored);
  const column = (each: Column): Column => {
    const type = each.type.kind === 'raw' ? words.get(each.type.sql) : undefined;
    return type === undefined ? each : {...each, type};
  };
  return {
    ...schema,
    tables: schema.tables.map((table) => ({...table, columns: table.columns.map(column)})),
  };
}

/** In the order in which they are tried: of several that a database holds alike, the first is taken. */
const plain: readonly PlainType[] = [
  'integer',
  'text',
  'smallint',
  'bigint',
  'boolean',
  'double',
  'float',
  'date',
  'interval',
  'json',
  'uuid',
  'blob',
];

function wordsFor(
  texts: readonly string[],
  schema: Schema,
  stored: Stored,
): ReadonlyMap<string, ColumnType> {
  const natives = schema.enums.map(({items, ...native}): ColumnType => {
    return {kind: 'enum', items, native};
  });
  const general = [...plain.map((kind): ColumnType => ({kind})), ...natives];
  const candidates = [...general, ...texts.flatMap(withLengths)];
  const [held] = stored({
    tables: [columnsOf(candidates)],
    enums: schema.enums,
    unknowns: [],
  }).tables;
  const words = new Map<string, ColumnType>();
  for (const [at, candidate] of candidates.entries()) {
    const type = held?.columns[at]?.type;
    if (type?.kind === 'raw' && !words.has(type.sql)) words.set(type.sql, candidate);
  }
  return words;
}

/** What a type with these numbers in it may be. */
function withLengths(sql: string): readonly ColumnType[] {
  const [length, scale] = (/\(([\d\s,]+)\)/.exec(sql)?.[1] ?? '').split(',').map(Number);
  if (length === undefined || length === 0) return [{kind: 'datetime'}, {kind: 'time'}];
  if (scale !== undefined) return [{kind: 'decimal', precision: length, scale}];
  return [
    {kind: 'string', length},
    {kind: 'character', length},
    {kind: 'datetime', length},
    {kind: 'time', length},
  ];
}

const columnsOf = (types: readonly ColumnType[]): Table => ({
  name: 'candidates',
  columns: types.map((type, at) => ({name: `c${String(at)}`, type, nullable: true})),
  uniques: [],
  foreignKeys: [],
  checks: [],
  indexes: [],
});
