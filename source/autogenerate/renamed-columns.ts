import type {Operation} from '../operations/operation.ts';
import type {Column} from '../schema/column.ts';
import type {Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import {findColumn, findTable, nameOf, nameText} from '../schema/tables.ts';
import {conversionOf} from './conversions.ts';
import {alike, nameLikeness} from './likeness.ts';
import {wayOf, wordsOf, type Candidate, type Inquiry, type Question} from './questions.ts';
import {same} from './same.ts';
import type {Stored} from './table-pair.ts';

/** The columns that were answered to have only a new name. */
export function columnRenames(
  from: Schema,
  to: Schema,
  {stored, inquiry}: {readonly stored: Stored; readonly inquiry: Inquiry},
): readonly Operation[] {
  return to.tables.flatMap((table) => {
    const old = findTable(from, table);
    if (old === undefined) return [];
    const gone = plainOnlyIn(old, table);
    const come = plainOnlyIn(table, old);
    if (gone.length === 0 || come.length === 0) return [];
    const pair = {
      old: heldAs(old, from, stored),
      now: heldAs(table, to, stored),
      written: {old, now: table},
    };
    return renamesIn(pair, {gone, come}, inquiry);
  });
}

/** Computed columns are made again; there is nothing in them to keep. */
const plainOnlyIn = (one: Table, other: Table): readonly Column[] =>
  one.columns.filter(
    ({name, generated}) => generated === undefined && findColumn(other, name) === undefined,
  );

const heldAs = (table: Table, {enums}: Schema, stored: Stored): Table =>
  stored({tables: [table], enums, unknowns: []}).tables[0] ?? table;

interface Pair {
  /** As the database holds them. */
  readonly old: Table;
  readonly now: Table;
  readonly written: {readonly old: Table; readonly now: Table};
}

interface Likely {
  readonly name: string;
  /** Higher is likelier. */
  readonly score: number;
  readonly reason: string;
}

function renamesIn(
  pair: Pair,
  {gone, come}: {readonly gone: readonly Column[]; readonly come: readonly Column[]},
  inquiry: Inquiry,
): readonly Operation[] {
  const table = nameOf(pair.now);
  const free = new Set(come.map(({name}) => name));
  return gone.flatMap((column): readonly Operation[] => {
    const likely = [...free]
      .flatMap((name) => likenessOf(pair, column.name, name) ?? [])
      .toSorted((one, other) => other.score - one.score);
    if (likely.length === 0) return [];
    const answer = inquiry.ask(questionAbout(pair, column, {likely, gone, come}));
    if (answer === undefined || wayOf(answer) !== 'rename') return [];
    const to = wordsOf(answer);
    free.delete(to);
    return [{kind: 'renameColumn', table, column: column.name, to}];
  });
}

/** `undefined` when the values of the one could hardly be those of the other. */
function likenessOf({old, now, written}: Pair, from: string, to: string): Likely | undefined {
  const [one, other] = [findColumn(old, from), findColumn(now, to)];
  if (one === undefined || other === undefined) return undefined;
  const name = nameLikeness(from, to);
  if (same({...one, name: ''}, {...other, name: ''})) {
    return {name: to, score: 2 + name, reason: 'both are defined the same'};
  }
  if (same(one.type, other.type)) {
    return {name: to, score: 1 + name, reason: 'both are of the same type'};
  }
  const [was, is] = [findColumn(written.old, from), findColumn(written.now, to)];
  const fits = was && is && conversionOf(was.type, is.type) !== 'parses';
  if (fits !== true && name < alike) return undefined;
  const reason = name >= alike ? 'their names are alike' : 'its values fit';
  return {name: to, score: name, reason};
}

interface Others {
  readonly likely: readonly Likely[];
  readonly gone: readonly Column[];
  readonly come: readonly Column[];
}

function questionAbout({now}: Pair, {name}: Column, {likely, gone, come}: Others): Question {
  const table = nameText(now);
  const subject = `${table}.${name}`;
  const drop: Candidate = {value: 'drop', label: `no: drop ${name}, with its values`};
  const renames = likely.map(({name: to, reason}): Candidate => ({
    value: `rename:${to}`,
    label: `yes: rename it to ${to}, and keep its values`,
    reason,
  }));
  const [first] = likely;
  // One that goes and one that comes of the same kind, or under a name like it: seldom by chance.
  const isLikely =
    first !== undefined &&
    ((gone.length === 1 && come.length === 1 && first.score >= 1) ||
      nameLikeness(name, first.name) >= alike ||
      first.score >= 2);
  return {
    id: `column:${subject}`,
    kind: 'renamedColumn',
    table,
    subject,
    text:
      likely.length === 1 && first
        ? `column ${subject} goes and ${first.name} comes: is it the same under a new name?`
        : `column ${subject} goes: is it one of those that come, under a new name?`,
    candidates: isLikely
      ? [...renames, drop]
      : [{...drop, reason: 'neither name nor definition is the same'}, ...renames],
  };
}
