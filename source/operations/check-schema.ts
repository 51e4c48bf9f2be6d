import type {ColumnType} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import {
  columnNamed,
  findEnum,
  findTable,
  nameText,
  tableNamed,
  unknownsHint,
} from '../schema/tables.ts';
import type {ForeignKey, TableName} from '../schema/table.ts';
import {refusal} from './arguments.ts';
import type {Only} from './operation.ts';

/** Throws `bad_operation` when an index or unique constraint of this name is in the same schema already. */
export function checkIndexNames(
  schema: Schema,
  {schema: namespace}: TableName,
  added: readonly {readonly name: string}[],
): void {
  const named = added.filter(({name}) => name !== '');
  if (named.length === 0) return;
  for (const table of schema.tables) {
    if (table.schema !== namespace) continue;
    for (const {name} of named) {
      if (!has(table.indexes, name) && !has(table.uniques, name)) continue;
      throw refusal(`an index ${name} is there already, on table ${nameText(table)}`);
    }
  }
}

const has = (things: readonly {readonly name: string}[], name: string): boolean =>
  things.some((each) => each.name === name);

/** Throws `bad_operation` when a foreign key refers to what is not there. SQLite takes a table that is yet to come. */
export function checkReferences(
  schema: Schema,
  {references}: ForeignKey,
  dialect: Only['dialect'] | undefined,
): void {
  if (dialect === 'sqlite' && findTable(schema, references.table) === undefined) return;
  const table = tableNamed(schema, references.table);
  for (const column of references.columns) columnNamed(table, column, schema);
}

/** Throws `bad_operation` when a column's native enum is not there. SQLite has none and needs none. */
export function checkEnums(
  schema: Schema,
  type: ColumnType,
  dialect: Only['dialect'] | undefined,
): void {
  if (dialect === 'sqlite' || type.kind !== 'enum' || type.native === undefined) return;
  if (findEnum(schema, type.native) !== undefined) return;
  const name = nameText(type.native);
  throw refusal(
    `there is no enum ${name}`,
    unknownsHint(schema, 'made it') ?? `op.createEnum('${name}', […]) first`,
  );
}
