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
}

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
