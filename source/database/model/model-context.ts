import type {AbstractSqlPlatform, DatabaseTable, IndexDef} from '@mikro-orm/sql';
import type {Dialect} from '../../dialects/dialect.ts';
import type {TableName} from '../../schema/table.ts';
import type {PropertyFinder} from './property-of-column.ts';

/** Something of the entities that has no place in a schema of Athanor's, and so in no revision. */
export interface LeftOut {
  readonly kind:
    | 'view'
    | 'trigger'
    | 'routine'
    | 'policy'
    | 'partitions'
    | 'constraint'
    | 'index'
    | 'wildcardSchema';
  /** The table it belongs to, as a person writes it; absent for what belongs to none. */
  readonly table?: string;
  readonly name: string;
  /** One line for a person. */
  readonly text: string;
}

/** Something that was left out, in words. */
export function leftOut(kind: LeftOut['kind'], name: string, table?: string): LeftOut {
  const of = table === undefined || table === name ? '' : ` of ${table}`;
  const text = `${words[kind]} ${name}${of} ${notMade[kind] ?? 'is not made by revisions'}`;
  return {kind, name, text, ...(table !== undefined && {table})};
}

const words: Readonly<Record<LeftOut['kind'], string>> = {
  view: 'view',
  trigger: 'trigger',
  routine: 'routine',
  policy: 'policy',
  partitions: 'partitioned table',
  constraint: 'constraint',
  index: 'index',
  wildcardSchema: 'table',
};

const notMade: Readonly<Partial<Record<LeftOut['kind'], string>>> = {
  partitions: 'is made without its partitions',
  index: 'says more than revisions can',
  wildcardSchema: 'is of every schema, and made in none',
};

/** What reading the entities needs to know wherever it is. */
export interface ModelContext {
  readonly dialect: Dialect;
  readonly platform: AbstractSqlPlatform;
  /** MikroORM's own statement for an index. */
  readonly createIndexSql: (index: IndexDef, table: DatabaseTable) => string | undefined;
  readonly propertyOf: PropertyFinder;
  /** Whether this is the schema that goes without saying. */
  readonly inDefaultSchema: (schema: string | undefined) => boolean;
  readonly tableName: (table: Pick<DatabaseTable, 'name' | 'schema'>) => TableName;
  /** False when the configuration asks for no foreign keys at all. */
  readonly foreignKeys: boolean;
}
