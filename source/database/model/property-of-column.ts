import type {EntityMetadata, EntityProperty, MikroORM} from '@mikro-orm/core';

/** The property behind a column, and which of its columns that is. */
export interface ColumnProperty {
  readonly property: EntityProperty;
  readonly index: number;
}

/** Finds the property that a column comes from; `undefined` for one that no property knows. */
export type PropertyFinder = (
  table: {readonly name: string; readonly schema?: string | undefined},
  column: string,
) => ColumnProperty | undefined;

/**
 * Looks through all entities for the properties behind columns.
 *
 * A foreign key gets the type of what it refers to, so the property given is the one at the end of the
 * references: its words say what the column is.
 */
export function propertyFinder(orm: MikroORM, defaultSchema: string | undefined): PropertyFinder {
  const tables = new Map<string, Map<string, ColumnProperty>>();
  const configured = orm.config.get('schema') ?? defaultSchema;
  for (const meta of orm.getMetadata().getAll().values()) {
    if (meta.embeddable || meta.view) continue;
    const key = keyOf(meta.collection, meta.schema ?? configured);
    const columns = tables.get(key) ?? new Map<string, ColumnProperty>();
    tables.set(key, columns);
    addColumns(meta, columns);
  }
  return (table, column) => {
    const found = tables.get(keyOf(table.name, table.schema ?? configured))?.get(column);
    return found && endOfReferences(found);
  };
}

const keyOf = (name: string, schema: string | undefined): string => JSON.stringify([schema, name]);

function addColumns(meta: EntityMetadata, columns: Map<string, ColumnProperty>): void {
  for (const property of meta.props) {
    if (property.persist === false) continue;
    for (const [index, field] of (property.fieldNames ?? []).entries()) {
      if (!columns.has(field)) columns.set(field, {property, index});
    }
  }
}

/** References form no circle without a column of their own at some end; a hundred steps are beyond any model. */
const farthest = 100;

function endOfReferences(from: ColumnProperty): ColumnProperty {
  let at = from;
  for (let steps = 0; steps < farthest; steps++) {
    const {property, index} = at;
    const field = property.referencedColumnNames?.[index];
    const target = property.targetMeta;
    if (field === undefined || target === undefined) return at;
    const next = target.props.find(({fieldNames}) => fieldNames?.includes(field));
    if (next === undefined) return at;
    at = {property: next, index: next.fieldNames.indexOf(field)};
  }
  return at;
}
