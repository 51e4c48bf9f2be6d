import {replay} from '../operations/apply.ts';
import type {Only, Operation} from '../operations/operation.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import {findTable, nameOf, nameText, sameName} from '../schema/tables.ts';
import {alike, nameLikeness} from './likeness.ts';
import {wayOf, wordsOf, type Candidate, type Inquiry, type Question} from './questions.ts';
import {columnRenames} from './renamed-columns.ts';
import {keyRenames} from './renamed-keys.ts';
import {same} from './same.ts';
import {sideOf, tablesOnlyIn, type Stored} from './table-pair.ts';

/** What only has another name, and the schema once it is renamed: all else is compared from there. */
export interface Renames {
  readonly operations: readonly Operation[];
  readonly schema: Schema;
}

/** How renames are found out. */
export interface RenameContext {
  readonly stored: Stored;
  readonly dialect?: Only['dialect'] | undefined;
  readonly inquiry: Inquiry;
}

/**
 * The renames that were answered for: tables, then columns of what are now the same tables, then indexes
 * and constraints. What is not answered stays a thing that goes and one that comes.
 */
export function renamesBetween(from: Schema, to: Schema, context: RenameContext): Renames {
  const {dialect} = context;
  const tables = renamed(from, tableRenames(from, to, context), dialect);
  const columns = renamed(tables.schema, columnRenames(tables.schema, to, context), dialect);
  const touched = new Set(
    [...tables.operations, ...columns.operations].flatMap((operation) => {
      if (operation.kind === 'renameTable')
        return [nameText({...operation.table, name: operation.to})];
      return operation.kind === 'renameColumn' ? [nameText(operation.table)] : [];
    }),
  );
  const keys = renamed(
    columns.schema,
    keyRenames(columns.schema, to, {...context, touched}),
    dialect,
  );
  return {
    operations: [...tables.operations, ...columns.operations, ...keys.operations],
    schema: keys.schema,
  };
}

const renamed = (
  schema: Schema,
  operations: readonly Operation[],
  dialect: Only['dialect'] | undefined,
): Renames => ({operations, schema: replay(schema, operations, dialect)});

function tableRenames(
  from: Schema,
  to: Schema,
  {stored, inquiry}: RenameContext,
): readonly Operation[] {
  const [gone, come] = [tablesOnlyIn(from, to), tablesOnlyIn(to, from)];
  if (gone.length === 0 || come.length === 0) return [];
  const held = {
    from: sideOf({...from, tables: gone}, stored).stored,
    to: sideOf({...to, tables: come}, stored).stored,
  };
  const free = new Set(come);
  return gone.flatMap((table): readonly Operation[] => {
    const likely = [...free]
      .filter(({schema}) => schema === table.schema)
      .map((candidate) => likeness(table, candidate, held))
      .filter(({overlap}) => overlap >= alike)
      .toSorted((one, other) => other.overlap + other.name - one.overlap - one.name);
    if (likely.length === 0) return [];
    const answer = inquiry.ask(tableQuestion(table, likely));
    if (answer === undefined || wayOf(answer) !== 'rename') return [];
    const chosen = come.find((each) => sameName(each, {...table, name: wordsOf(answer)}));
    if (chosen === undefined) return [];
    free.delete(chosen);
    return [{kind: 'renameTable', table: nameOf(table), to: chosen.name}];
  });
}

interface Likely {
  readonly candidate: Table;
  /** The columns that both have, of those that either has: 0 to 1. One in common is none: many have an id. */
  readonly overlap: number;
  readonly name: number;
}

function likeness(
  old: Table,
  now: Table,
  held: {readonly from: Schema; readonly to: Schema},
): Likely {
  const [olds, news] = [
    findTable(held.from, old)?.columns ?? [],
    findTable(held.to, now)?.columns ?? [],
  ];
  const both = olds.filter((column) =>
    news.some((each) => each.name === column.name && same(each.type, column.type)),
  );
  const all = new Set([...olds, ...news].map(({name}) => name)).size;
  const overlap = all === 0 ? 0 : both.length / all;
  return {
    candidate: now,
    overlap: overlap < 1 && both.length < 2 ? 0 : overlap,
    name: nameLikeness(old.name, now.name),
  };
}

function tableQuestion(table: Table, likely: readonly Likely[]): Question {
  const subject = nameText(table);
  const drop: Candidate = {
    value: 'drop',
    label: `no: drop ${subject}, with its rows`,
  };
  const first = likely[0];
  return {
    id: `table:${subject}`,
    kind: 'renamedTable',
    table: subject,
    subject,
    text:
      likely.length === 1 && first
        ? `table ${subject} goes and ${nameText(first.candidate)} comes: is it the same under a new name?`
        : `table ${subject} goes: is it one of those that come, under a new name?`,
    candidates: [
      ...likely.map(({candidate, overlap}): Candidate => ({
        value: `rename:${candidate.name}`,
        label: `yes: rename it to ${nameText(candidate)}, and keep its rows`,
        reason:
          overlap === 1
            ? 'both have the same columns'
            : `they share ${Math.round(overlap * 100)}% of their columns`,
      })),
      drop,
    ],
  };
}
