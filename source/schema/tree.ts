import type {SchemaObject} from './object.ts';
import {objectText, objectWords} from './objects.ts';
import type {Schema} from './schema.ts';
import type {Table, TableName} from './table.ts';
import {nameText} from './tables.ts';
import {memberWords, worded} from './words.ts';

/** A thing of a schema, with what belongs to it: what a person reads, and finds in another schema again. */
export interface SchemaNode {
  /** Unique in the schema and the same in others: `table account`, `column account.email`. */
  readonly id: string;
  /** `table`, `column`, `primary key`, `unique`, `foreign key`, `check`, `index`, `enum` and so on. */
  readonly kind: string;
  /** Empty for what has no name, such as a primary key that the database names. */
  readonly name: string;
  /** What it says, in one line, without its name; empty when that is all in its children. */
  readonly text: string;
  readonly children: readonly SchemaNode[];
}

/** The things of a schema, in the order in which they were made. Raw SQL of unknown effect is not among them. */
export function schemaTree(schema: Schema): readonly SchemaNode[] {
  const {tables, objects = [], unknowns: _, ...others} = schema;
  return [
    ...Object.entries(others).flatMap(([member, things]) => nodesOf(member, things)),
    ...tables.map(tableNode),
    ...objects.map(objectNode),
  ];
}

/** A view, a function, a trigger and so on. */
function objectNode(object: SchemaObject): SchemaNode {
  const {type, schema: _, name: __, ...members} = object;
  const text = oneLine(worded(members));
  return leaf({id: objectWords(object), kind: type, name: objectText(object), text});
}

/** A table and what belongs to it. The same table, by identity, gives the same node. */
function tableNode(table: Table): SchemaNode {
  const known = nodes.get(table);
  if (known !== undefined) return known;
  const node = newTableNode(table);
  nodes.set(table, node);
  return node;
}

const nodes = new WeakMap<Table, SchemaNode>();

function newTableNode({schema, name, ...members}: Table): SchemaNode {
  const table: TableName = schema === undefined ? {name} : {schema, name};
  const own = nameText(table);
  const children: SchemaNode[] = [];
  const said: Record<string, unknown> = {};
  const entries: readonly (readonly [string, unknown])[] = Object.entries(members);
  for (const [member, value] of entries) {
    if (member === 'primaryKey' && isRecord(value)) {
      const {name: key = '', ...rest} = value;
      children.push(
        leaf({
          id: `primary key ${own}`,
          kind: 'primary key',
          name: String(key),
          text: worded(rest),
        }),
      );
    } else if (Array.isArray(value)) children.push(...nodesOf(member, value, own));
    else said[member] = value;
  }
  return {id: `table ${own}`, kind: 'table', name: own, text: worded(said), children};
}

/** The members of a list, each with the kind that the list's name says. */
function nodesOf(member: string, things: unknown, table?: string): readonly SchemaNode[] {
  if (!Array.isArray(things)) return [];
  const kind = singular(memberWords(member));
  return things.filter(isRecord).map((thing) => {
    const {schema, name: given, ...rest} = thing;
    const name = typeof given === 'string' ? given : '';
    const text = oneLine(worded(rest));
    const full = typeof schema === 'string' ? `${schema}.${name}` : name;
    const own = name === '' ? text : full;
    // A unique constraint and an index may take each other's place.
    const family = kind === 'unique' ? 'index' : kind;
    const id = table === undefined ? `${family} ${own}` : `${family} ${table}.${own}`;
    return leaf({id, kind, name: full, text});
  });
}

const leaf = (node: Omit<SchemaNode, 'children'>): SchemaNode => ({...node, children: []});

const singular = (word: string): string =>
  word
    .replace(/(x|s)es$/, '$1')
    .replace(/ies$/, 'y')
    .replace(/s$/, '');

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
