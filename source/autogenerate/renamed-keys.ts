import type {Operation} from '../operations/operation.ts';
import {implicitPrimaryKeyName} from '../schema/default-names.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import {findTable, nameOf, nameText} from '../schema/tables.ts';
import {wayOf, wordsOf, type Inquiry, type Question} from './questions.ts';
import {same} from './same.ts';
import type {Stored} from './table-pair.ts';

interface KeyContext {
  readonly stored: Stored;
  readonly inquiry: Inquiry;
  /** Tables in which something else was renamed: their keys follow, and nobody is asked. */
  readonly touched: ReadonlySet<string>;
}

/** An index or a constraint, by what it is apart from its name. */
interface Key {
  readonly name: string;
  readonly kind: 'index' | 'constraint';
  /** What the database holds, without the name. */
  readonly held: unknown;
}

/**
 * Indexes and constraints that were answered to have only a new name. Either way the database ends up
 * the same; a rename spares it making them again.
 */
export function keyRenames(
  from: Schema,
  to: Schema,
  {stored, inquiry, touched}: KeyContext,
): readonly Operation[] {
  return to.tables.flatMap((table) => {
    const old = findTable(from, table);
    if (old === undefined || !namesDiffer(old, table)) return [];
    const held = {
      old: keysOf(old, heldAs(old, from, stored)),
      now: keysOf(table, heldAs(table, to, stored)),
    };
    const follows = touched.has(nameText(table));
    const gone = held.old
      .filter(({name}) => !held.now.some((each) => each.name === name))
      // One without a name is content with the one that the server chose.
      .filter((key) => follows || !isPrimary(old, key) || table.primaryKey?.name !== undefined);
    const free = new Set(held.now.filter(({name}) => !held.old.some((each) => each.name === name)));
    return gone.flatMap((key): readonly Operation[] => {
      const likely = [...free].filter(
        (each) => each.kind === key.kind && same(each.held, key.held),
      );
      const [first] = likely;
      if (first === undefined) return [];
      const answer = follows
        ? `rename:${first.name}`
        : inquiry.ask(questionAbout(table, key, likely));
      if (answer === undefined || wayOf(answer) !== 'rename') return [];
      const name = wordsOf(answer);
      const chosen = likely.find((each) => each.name === name) ?? first;
      free.delete(chosen);
      const kind = key.kind === 'index' ? 'renameIndex' : 'renameConstraint';
      return [{kind, table: nameOf(table), name: key.name, to: chosen.name}];
    });
  });
}

const heldAs = (table: Table, {enums}: Schema, stored: Stored): Table =>
  stored({tables: [table], enums, unknowns: []}).tables[0] ?? table;

function namesDiffer(one: Table, other: Table): boolean {
  const [ones, others] = [namesOf(one), namesOf(other)];
  return ones.some((name) => !others.includes(name)) && others.some((name) => !ones.includes(name));
}

const namesOf = (table: Table): readonly string[] => [
  ...[...table.uniques, ...table.indexes, ...table.foreignKeys, ...table.checks].map(
    ({name}) => name,
  ),
  ...(table.primaryKey ? [primaryKeyName(table)] : []),
];

const isPrimary = (table: Table, {name, kind}: Key): boolean =>
  kind === 'constraint' && table.primaryKey !== undefined && name === primaryKeyName(table);

const primaryKeyName = ({name, primaryKey}: Table): string =>
  primaryKey?.name ?? implicitPrimaryKeyName(name);

const constraint = (what: string, all: readonly {readonly name: string}[]): readonly Key[] =>
  all.map((each) => ({
    name: each.name,
    kind: 'constraint',
    held: {...each, name: '', what},
  }));

/** Those of the names that were asked for: what comes of a type is the type's affair. */
const among = <Each extends {readonly name: string}>(
  all: readonly Each[],
  names: readonly {readonly name: string}[],
): readonly Each[] => all.filter(({name}) => names.some((each) => each.name === name));

/** The keys as they were written, each with how the database holds it. */
function keysOf(written: Table, held: Table): readonly Key[] {
  return [
    ...(held.primaryKey === undefined
      ? []
      : constraint('primary key', [{...held.primaryKey, name: primaryKeyName(written)}])),
    ...written.uniques.map(({name, ...rest}): Key => ({name, kind: 'constraint', held: rest})),
    ...constraint('foreign key', held.foreignKeys),
    ...constraint('check', among(held.checks, written.checks)),
    ...among(held.indexes, written.indexes).map(({name, ...rest}): Key => ({
      name,
      kind: 'index',
      held: rest,
    })),
  ];
}

function questionAbout(table: Table, {name, kind}: Key, likely: readonly Key[]): Question {
  const subject = `${nameText(table)}.${name}`;
  const names = likely.map((each) => each.name);
  return {
    id: `${kind}:${subject}`,
    kind: kind === 'index' ? 'renamedIndex' : 'renamedConstraint',
    table: nameText(table),
    subject,
    text: `${kind} ${name} of ${nameText(table)} goes and ${names.join(', ')} comes: is it the same under a new name?`,
    candidates: [
      ...names.map((to) => ({
        value: `rename:${to}`,
        label: `yes: rename it to ${to}`,
        reason: 'both are defined the same',
      })),
      {value: 'drop', label: 'no: drop it, and make the other one'},
    ],
  };
}
