import type {Operation} from '../operations/operation.ts';
import type {EnumChanges} from './compare-enums.ts';
import type {ObjectChanges} from './compare-objects.ts';
import type {Exchange} from './compare-indexes.ts';
import type {DroppedTables} from './dropped-tables.ts';
import type {NewTables} from './new-tables.ts';

/** What happens to one table that stays. */
export interface TableChange {
  /** Checks, unique constraints, indexes and the primary key. */
  readonly keys: Exchange;
  /** Columns, and the table's comment. */
  readonly columns: readonly Operation[];
  readonly foreignKeys: Exchange;
}

/** All that leads from one schema to another, by what it is about. */
export interface Parts {
  readonly schemas: readonly Operation[];
  readonly enums: EnumChanges;
  readonly come: NewTables;
  readonly changes: readonly TableChange[];
  readonly go: DroppedTables;
  readonly objects: ObjectChanges;
}

/**
 * One list that databases accept: what stands on something else goes before it and comes after it.
 * Foreign keys go first and come late, so tables and their keys can change in between.
 */
export function inOrder({schemas, enums, come, changes, go, objects}: Parts): readonly Operation[] {
  const drops = [...go.circular, ...go.dropped];
  return [
    ...schemas,
    ...objects.gone,
    ...enums.created,
    ...objects.first,
    ...changes.flatMap(({foreignKeys}) => foreignKeys.gone),
    ...go.displaced,
    ...changes.flatMap(({keys}) => keys.gone),
    ...enums.remade,
    ...(go.first ? drops : []),
    ...come.created,
    ...changes.flatMap(({columns}) => columns),
    ...changes.flatMap(({keys}) => keys.come),
    ...changes.flatMap(({foreignKeys}) => foreignKeys.come),
    ...come.foreignKeys,
    ...(go.first ? [] : drops),
    ...objects.come,
    ...objects.last,
    ...enums.dropped,
  ];
}
