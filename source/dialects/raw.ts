import type {Execute, Run} from '../operations/operation.ts';
import {identifier, isCode, tokens} from '../schema/sql-text.ts';
import type {SqlToken} from '../schema/sql-text.ts';
import type {TableName} from '../schema/table.ts';
import {nameText} from '../schema/tables.ts';
import {loss, statement} from './facts.ts';
import type {Origins} from './origins.ts';
import type {Hazard, LossKind, RunStatement, SqlStatement, Statement} from './statement.ts';

/** What the facts of raw SQL depend on. */
interface Surroundings {
  readonly origins: Origins;
  /** The statements that the declared effect would have, for their facts. */
  readonly effect: readonly Statement[];
}

/** Raw SQL as it stands, with the losses that can be read from it and those of its declared effect. */
export function execute(operation: Execute, {origins, effect}: Surroundings): SqlStatement {
  const {sql, transactional} = operation;
  const read = rawLosses(sql, origins);
  const declared = effect.flatMap(({hazards}) => hazards);
  const told = new Set(declared.map(({kind, object}) => `${kind} ${object}`));
  const outside: Hazard = {
    kind: 'not-transactional',
    object: 'execute',
    message: 'runs outside the transaction, so it stays when the rest of the step fails',
  };
  return statement(sql.trim().replace(/;$/, ''), {
    transactional,
    hazards: [
      ...declared,
      ...read.filter(({kind, object}) => !told.has(`${kind} ${object}`)),
      ...(transactional ? [] : [outside]),
    ],
  });
}

/** The user's own code in its place. */
export const run = ({name, source, perform}: Run): RunStatement => ({
  kind: 'run',
  name,
  source,
  transactional: true,
  hazards: [],
  perform,
});

/** The losses that can be read from raw SQL: counted where it is simple, else only named. */
export function rawLosses(sql: string, origins: Origins): readonly Hazard[] {
  const all = tokens(sql).map((token) => (token.kind === 'comment' ? space : token));
  const code = all.filter(isCode);
  const reader = readers.get(word(code[0]) ?? '');
  return reader === undefined ? [] : reader({all, code, origins});
}

const space: SqlToken = {kind: 'space', text: ' '};

interface Raw {
  /** With the space between, which joins operators of several signs. */
  readonly all: readonly SqlToken[];
  readonly code: readonly SqlToken[];
  readonly origins: Origins;
}

const readers: ReadonlyMap<string, (raw: Raw) => readonly Hazard[]> = new Map(
  Object.entries({
    delete: (raw) => deleted(raw),
    truncate: (raw) => truncated(raw),
    drop: (raw) => dropped(raw),
    alter: (raw) => altered(raw),
    with: (raw) => somewhere(raw),
    merge: (raw) => somewhere(raw),
    explain: (raw) => somewhere(raw),
    do: ({code}) =>
      /\b(delete|truncate|drop)\b/i.test(code.map(({text}) => text).join(' '))
        ? [unmeasured('delete-rows', 'do', 'runs code that may delete rows or drop tables')]
        : [],
  }),
);

const unmeasured = (kind: LossKind, object: string, message: string): Hazard =>
  loss(kind, object, {message});

/** `delete from account where …`: counted by the same condition, unless more than a condition follows. */
function deleted(raw: Raw): readonly Hazard[] {
  const named = nameAt(raw.code, skip(raw.code, 1, ['from', 'only']));
  if (named === undefined) return [unmeasured('delete-rows', 'delete', 'deletes rows')];
  if (raw.origins.table(named.table) === undefined) return [];
  const rest = raw.code.slice(named.next);
  const plain = !rest.some((token) =>
    ['using', 'returning', 'limit', ';'].includes(word(token) ?? token.text),
  );
  const object = nameText(named.table);
  const condition = raw.all.slice(raw.all.findIndex((token) => token === raw.code[2]));
  const measure = `select count(*) as n from ${texts(condition).trim()}`;
  return [
    loss('delete-rows', object, {
      message: `deletes rows of ${object}`,
      measure: plain && !raw.origins.changed(named.table) ? measure : undefined,
      counted: named.text,
    }),
  ];
}

function truncated({code, origins}: Raw): readonly Hazard[] {
  return namesAt(code, skip(code, 1, ['table', 'only'])).flatMap((named) =>
    rows('delete-rows', named, {origins, message: `deletes all rows of ${nameText(named.table)}`}),
  );
}

function dropped({code, origins}: Raw): readonly Hazard[] {
  const what = word(code[1]);
  if (what === 'schema' || what === 'database' || what === 'owned') {
    const cascades = what !== 'schema' || code.some((token) => word(token) === 'cascade');
    return cascades ? [unmeasured('drop-table', what, `drops what is in the ${what}`)] : [];
  }
  if (what !== 'table') return [];
  return namesAt(code, skip(code, 2, ['if', 'exists'])).flatMap((named) =>
    rows('drop-table', named, {
      origins,
      message: `drops the table ${nameText(named.table)} and its rows`,
    }),
  );
}

/** `alter table account drop column note`. */
function altered({code, origins}: Raw): readonly Hazard[] {
  const named =
    word(code[1]) === 'table' ? nameAt(code, skip(code, 2, ['if', 'exists', 'only'])) : undefined;
  if (named === undefined || origins.table(named.table) === undefined) return [];
  return code.flatMap((token, at) => {
    if (at < named.next || word(token) !== 'drop' || !startsAction(code, at, named.next)) return [];
    if (notColumns.has(word(code[at + 1]) ?? '')) return [];
    const column = code[skip(code, at + 1, ['column', 'if', 'exists'])];
    const name = column && identifier(column);
    if (column === undefined || name === undefined) return [];
    const object = `${nameText(named.table)}.${name}`;
    const measure = `select count(${column.text}) as n from ${named.text}`;
    return [
      loss('drop-column', object, {
        message: `drops the column ${object} and its values`,
        measure: origins.changed(named.table) ? undefined : measure,
        counted: named.text,
      }),
    ];
  });
}

const startsAction = (code: readonly SqlToken[], at: number, first: number): boolean =>
  at === first || code[at - 1]?.text === ',';

const notColumns: ReadonlySet<string> = new Set(['constraint', 'partition']);

/** A statement of several: rows may go in any of them. */
function somewhere({code}: Raw): readonly Hazard[] {
  const deletes = code.some(
    (token, at) =>
      word(token) === 'delete' && (word(code[at + 1]) === 'from' || word(code[at - 1]) === 'then'),
  );
  return deletes ? [unmeasured('delete-rows', 'delete', 'deletes rows')] : [];
}

interface Named {
  readonly table: TableName;
  readonly text: string;
  readonly next: number;
}

function rows(
  kind: LossKind,
  {table, text}: Named,
  {origins, message}: {readonly origins: Origins; readonly message: string},
): readonly Hazard[] {
  if (origins.table(table) === undefined) return [];
  const measure = origins.changed(table) ? undefined : `select count(*) as n from ${text}`;
  return [loss(kind, nameText(table), {message, measure, counted: text})];
}

/** The names of a list such as `a, only b.c`. */
function namesAt(code: readonly SqlToken[], at: number): readonly Named[] {
  const first = nameAt(code, at);
  if (first === undefined) return [];
  if (code[first.next]?.text !== ',') return [first];
  return [first, ...namesAt(code, skip(code, first.next + 1, ['only']))];
}

function nameAt(code: readonly SqlToken[], at: number): Named | undefined {
  const [first, dot, second] = code.slice(at, at + 3);
  const name = first && identifier(first);
  if (first === undefined || name === undefined) return undefined;
  const own = dot?.text === '.' && second !== undefined ? identifier(second) : undefined;
  if (own === undefined) return {table: {name}, text: first.text, next: at + 1};
  const schema = ['public', 'main'].includes(name) ? {} : {schema: name};
  return {table: {...schema, name: own}, text: texts(code.slice(at, at + 3)), next: at + 3};
}

/** The first place after `at` that is none of these words. */
function skip(code: readonly SqlToken[], at: number, words: readonly string[]): number {
  let next = at;
  while (words.includes(word(code[next]) ?? '')) next += 1;
  return next;
}

const word = (token: SqlToken | undefined): string | undefined =>
  token?.kind === 'word' ? token.text.toLowerCase() : undefined;

const texts = (code: readonly SqlToken[]): string => code.map(({text}) => text).join('');
