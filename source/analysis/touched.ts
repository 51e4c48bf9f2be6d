import type {DialectName} from '../dialects/dialect.ts';
import type {RevisionId} from '../graph/revision.ts';
import {apply} from '../operations/apply.ts';
import {describe} from '../operations/describe.ts';
import type {Operation} from '../operations/operation.ts';
import {emptySchema, type Schema} from '../schema/schema.ts';
import {identifier, tokens} from '../schema/sql-text.ts';
import {nameText} from '../schema/tables.ts';
import {schemaTree, type SchemaNode} from '../schema/tree.ts';

/** One operation of a revision that had to do with a thing of the schema. */
export interface Touch {
  readonly revision: RevisionId;
  /** The operation, in one line. */
  readonly did: string;
  /**
   * What it was for the thing: `schema` changed its definition, `data` its rows, and of `unknown` nobody said what it
   * does, but it names the thing.
   */
  readonly effect: 'schema' | 'data' | 'unknown';
}

/** Raw SQL whose effect nobody declared, and the revision that runs it. */
export interface UnknownSql {
  readonly revision: RevisionId;
  readonly sql: string;
}

/** A history replayed: where it leads, and who made of everything what it is. */
export interface Trace {
  readonly schema: Schema;
  /** By the id of a node of the schema's tree, newest first. A table is touched with each thing that belongs to it. */
  readonly touches: ReadonlyMap<string, readonly Touch[]>;
  readonly unknowns: readonly UnknownSql[];
}

/** A revision and what its upgrade asks for. */
export interface TracedStep {
  readonly revision: RevisionId;
  readonly operations: readonly Operation[];
}

/**
 * Replays revisions, oldest first, and notes what each of them touches. What gets another name keeps its history;
 * what is dropped takes it along. `within` is called around each revision, to say in which one something is refused.
 */
export function trace(
  steps: readonly TracedStep[],
  dialect: DialectName,
  within: <Result>(revision: RevisionId, perform: () => Result) => Result,
): Trace {
  const touches = new Touches();
  const unknowns: UnknownSql[] = [];
  let schema = emptySchema;
  for (const {revision, operations} of steps) {
    within(revision, () => {
      for (const operation of operationsFor(operations, dialect)) {
        const before = schema;
        schema = apply(before, operation, dialect);
        if (operation.kind === 'execute' && operation.effect === 'unknown')
          unknowns.push({revision, sql: operation.sql});
        touches.note({revision, operation, before, after: schema});
      }
    });
  }
  return {schema, touches: touches.newestFirst(), unknowns};
}

/** The operations that one database sees, those that raw SQL declares among them. */
function operationsFor(
  operations: readonly Operation[],
  dialect: DialectName,
): readonly Operation[] {
  return operations.flatMap((operation): readonly Operation[] => {
    if (operation.kind === 'only')
      return operation.dialect === dialect ? operationsFor(operation.operations, dialect) : [];
    if (operation.kind === 'execute' && Array.isArray(operation.effect))
      return operationsFor(operation.effect, dialect);
    return [operation];
  });
}

interface Applied {
  readonly revision: RevisionId;
  readonly operation: Operation;
  readonly before: Schema;
  readonly after: Schema;
}

class Touches {
  #byId = new Map<string, readonly Touch[]>();

  note({revision, operation, before, after}: Applied): void {
    const rename = renaming(operation);
    if (rename !== undefined) this.#rename(rename);
    const effect =
      before === after || operation.kind === 'execute' ? effectOf(operation) : 'schema';
    const touch: Touch = {revision, did: describe(operation), effect};
    const ids =
      effect === 'schema' ? this.#changed(before, after, rename) : namedBy(operation, after);
    for (const id of ids) this.#byId.set(id, [touch, ...(this.#byId.get(id) ?? [])]);
  }

  newestFirst(): ReadonlyMap<string, readonly Touch[]> {
    return this.#byId;
  }

  #rename(rename: Rename): void {
    this.#byId = new Map([...this.#byId].map(([id, touches]) => [rename(id), touches]));
  }

  /** What is new or says something else now; forgets what is gone. */
  #changed(before: Schema, after: Schema, rename: Rename = (id) => id): ReadonlySet<string> {
    const old = flat(changedNodes(before, after)).map(({node, owner}) => ({
      node,
      id: rename(node.id),
      owner: owner === undefined ? undefined : rename(owner),
    }));
    const now = flat(changedNodes(after, before));
    const were = new Map(old.map(({node, id}) => [id, node]));
    const are = new Set(now.map(({node}) => node.id));
    const gone = old.filter(({id}) => !are.has(id));
    for (const {id} of gone) this.#byId.delete(id);
    const others = now.filter(({node}) => !saysTheSame(node, were.get(node.id)));
    return new Set([
      ...others.map(({node}) => node.id),
      ...[...others, ...gone].flatMap(({owner}) => owner ?? []).filter((id) => are.has(id)),
    ]);
  }
}

const saysTheSame = (node: SchemaNode, was: SchemaNode | undefined): boolean =>
  was?.name === node.name && was.text === node.text;

interface Owned {
  readonly node: SchemaNode;
  /** The id of what it belongs to. */
  readonly owner: string | undefined;
}

const flat = (nodes: readonly SchemaNode[], owner?: string): readonly Owned[] =>
  nodes.flatMap((node) => [{node, owner}, ...flat(node.children, node.id)]);

/** The nodes of one schema but for the tables that another has just so. */
function changedNodes(schema: Schema, other: Schema): readonly SchemaNode[] {
  const same = new Set(other.tables);
  return schemaTree({...schema, tables: schema.tables.filter((table) => !same.has(table))});
}

type Rename = (id: string) => string;

/** What becomes of the ids of things when something gets another name. */
function renaming(operation: Operation): Rename | undefined {
  if (operation.kind === 'renameTable') {
    const {table, to} = operation;
    const [from, now] = [nameText(table), nameText({...table, name: to})];
    return (id) => {
      const [kind, rest] = ownerOf(id, from);
      return kind === undefined ? id : `${kind} ${now}${rest}`;
    };
  }
  const kinds: Readonly<Record<string, readonly string[]>> = {
    renameColumn: ['column'],
    renameIndex: ['index'],
    renameConstraint: ['index', 'foreign key', 'check'],
  };
  const own = kinds[operation.kind];
  if (own === undefined || !('table' in operation) || !('to' in operation)) return undefined;
  const table = nameText(operation.table);
  const from = operation.kind === 'renameColumn' ? operation.column : operation.name;
  const ids = new Map(
    own.map((kind) => [`${kind} ${table}.${from}`, `${kind} ${table}.${operation.to}`]),
  );
  return (id) => ids.get(id) ?? id;
}

/** The kind of an id and what follows the table's name in it, if it is of that table. */
function ownerOf(id: string, table: string): readonly [kind?: string, rest?: string] {
  const kind = ['table', 'column', 'primary key', 'index', 'foreign key', 'check'].find(
    (each) => id === `${each} ${table}` || id.startsWith(`${each} ${table}.`),
  );
  return kind === undefined ? [] : [kind, id.slice(kind.length + 1 + table.length)];
}

/** Code is taken to work on rows alone, as the replay takes it. */
const effectOf = (operation: Operation): Touch['effect'] =>
  operation.kind === 'execute' && operation.effect === 'unknown' ? 'unknown' : 'data';

/** The tables that an operation names, which changes nothing of the schema that is known. */
function namedBy(operation: Operation, {tables}: Schema): readonly string[] {
  if ('table' in operation) return [`table ${nameText(operation.table)}`];
  const text =
    operation.kind === 'execute' ? operation.sql : operation.kind === 'run' ? operation.source : '';
  const names = wordsIn(text);
  return tables
    .filter(({name}) => names.has(name.toLowerCase()))
    .map((table) => `table ${nameText(table)}`);
}

/** Names and, for code that builds SQL, the words inside of its texts. */
const wordsIn = (text: string): ReadonlySet<string> =>
  new Set(
    tokens(text.toLowerCase()).flatMap((token) => {
      const name = identifier(token);
      if (name !== undefined) return [name];
      return token.kind === 'string' ? (token.text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []) : [];
    }),
  );
