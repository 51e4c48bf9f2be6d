import {itemsOf, type Item} from '../autogenerate/listing.ts';
import type {DialectName} from '../dialects/dialect.ts';
import type {Operation} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import {schemaTree, type SchemaNode} from '../schema/tree.ts';

/** A thing that differs between two schemas. */
export interface SchemaChange {
  readonly change: 'added' | 'removed' | 'changed';
  /** As in the tree of a schema: `column account.note`. */
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  /** The table that it is or belongs to, as a person writes it. */
  readonly table: string | undefined;
  /** What leads there, in one line. */
  readonly line: string;
  /** Whether it takes rows or values away. */
  readonly destructive: boolean;
  /** As it is on each side; absent where it is not there, or where a schema says no more of it than the line. */
  readonly from?: SchemaNode;
  readonly to?: SchemaNode;
}

/**
 * What differs, thing by thing, those of a table one after the other. Only what operations are about counts: two
 * things may be worded otherwise and yet be the same to the database.
 */
export function schemaChanges(
  {from, to, dialect}: {readonly from: Schema; readonly to: Schema; readonly dialect: DialectName},
  operations: readonly Operation[],
): readonly SchemaChange[] {
  const entries = operations.map((operation) => ({operation, dialect: undefined}));
  const items = itemsOf(entries, new Map([[dialect, from]]));
  const [olds, news] = [nodesById(schemaTree(from)), nodesById(schemaTree(to))];
  const all = items.map((item) => changeOf(item, olds.get(item.id), news.get(item.id)));
  // What comes or goes with its table is told with it.
  const told = new Set(all.flatMap(toldWith).map(({id}) => id));
  const changes = all.filter(({id}) => !told.has(id));
  return [...Map.groupBy(changes, ({table}) => table).values()].flat();
}

const toldWith = ({kind, change, from, to}: SchemaChange): readonly SchemaNode[] =>
  kind !== 'table' || change === 'changed' ? [] : ((to ?? from)?.children ?? []);

function changeOf(
  {id, line, table, destructive, operations}: Item,
  from: SchemaNode | undefined,
  to: SchemaNode | undefined,
): SchemaChange {
  const {kind, name} = to ?? from ?? {kind: operations[0]?.kind ?? '', name: id};
  const change = fate(from, to);
  return {
    change,
    id,
    kind,
    name,
    table,
    line,
    destructive,
    ...(from && {from}),
    ...(to && {to}),
  };
}

function fate(from: SchemaNode | undefined, to: SchemaNode | undefined): SchemaChange['change'] {
  if ((from === undefined) === (to === undefined)) return 'changed';
  return from === undefined ? 'added' : 'removed';
}

const nodesById = (nodes: readonly SchemaNode[]): ReadonlyMap<string, SchemaNode> =>
  new Map(
    nodes.flatMap((node) => [
      [node.id, node] as const,
      ...node.children.map((child) => [child.id, child] as const),
    ]),
  );
