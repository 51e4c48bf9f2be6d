import type {Execute, Run} from '../operations/operation.ts';
import {isCode, tokens} from '../schema/sql-text.ts';
import type {SqlToken} from '../schema/sql-text.ts';
import {nameText} from '../schema/tables.ts';
import {withValues, type Writer} from './data.ts';
import {loss, statement} from './facts.ts';
import type {Origins} from './origins.ts';
import {altered} from './raw-alter.ts';
import {nameAt, namesAt, skip, texts, unmeasured, word, type Named, type Raw} from './raw-names.ts';
import type {Hazard, LossKind, RunStatement, SqlStatement, Statement} from './statement.ts';

/** What the facts of raw SQL depend on. */
interface Surroundings {
  readonly origins: Origins;
  /** The statements that the declared effect would have, for their facts. */
  readonly effect: readonly Statement[];
  readonly writer: Writer;
}

/** Raw SQL as it stands, with the losses that can be read from it and those of its declared effect. */
export function execute(operation: Execute, {origins, effect, writer}: Surroundings): SqlStatement {
  const {transactional} = operation;
  const sql = withValues(operation, writer);
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

const readers: ReadonlyMap<string, (raw: Raw) => readonly Hazard[]> = new Map(
  Object.entries({
    delete: (raw) => deleted(raw),
    truncate: (raw) => truncated(raw),
    drop: (raw) => dropped(raw),
    alter: (raw) => altered(raw),
    replace: (raw) => replaced(raw),
    create: (raw) =>
      raw.code.slice(1, 5).some((token) => word(token) === 'table') ? somewhere(raw) : [],
    ...Object.fromEntries(
      'with merge explain insert update select values table copy prepare'
        .split(' ')
        .map((first) => [first, (raw: Raw) => somewhere(raw)]),
    ),
    do: ({code}) =>
      /\b(delete|truncate|drop|merge)\b/i.test(code.map(({text}) => text).join(' '))
        ? [unmeasured('delete-rows', 'do', 'runs code that may delete rows or drop tables')]
        : [],
  }),
);

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
  const named = namesAt(code, skip(code, 1, ['table', 'only']));
  const reaches = cascades(code) && named.some(({table}) => origins.table(table) !== undefined);
  return [
    ...named.flatMap((each) =>
      rows('delete-rows', each, {origins, message: `deletes all rows of ${nameText(each.table)}`}),
    ),
    ...(reaches
      ? [unmeasured('delete-rows', 'cascade', 'deletes all rows of the tables that refer to these')]
      : []),
  ];
}

const cascades = (code: readonly SqlToken[]): boolean =>
  code.some((token) => word(token) === 'cascade');

function dropped({code, origins}: Raw): readonly Hazard[] {
  const what = word(code[1]);
  if (what === 'schema' || what === 'database' || what === 'owned') {
    const isFull = what !== 'schema' || cascades(code);
    return isFull ? [unmeasured('drop-table', what, `drops what is in the ${what}`)] : [];
  }
  if (what !== 'table') return droppedBeside(code, what ?? '');
  return namesAt(code, skip(code, 2, ['if', 'exists'])).flatMap((named) =>
    rows('drop-table', named, {
      origins,
      message: `drops the table ${nameText(named.table)} and its rows`,
    }),
  );
}

/** What is no table itself: tables that come with an extension, and columns that depend on what goes. */
function droppedBeside(code: readonly SqlToken[], what: string): readonly Hazard[] {
  const named = namesAt(code, skip(code, 2, ['view', 'if', 'exists']));
  const object = named.map(({table}) => nameText(table)).join(', ') || what;
  const lost = cascades(code) && !withoutColumns.has(what);
  return [
    ...(what === 'extension'
      ? [unmeasured('drop-table', object, `drops the tables that belong to ${object}, if any`)]
      : []),
    ...(lost
      ? [
          unmeasured(
            'drop-column',
            object,
            `drops all that depends on ${object}: columns and their values too, if there are such`,
          ),
        ]
      : []),
  ];
}

/** No column depends on these. */
const withoutColumns: ReadonlySet<string> = new Set([
  'index',
  'policy',
  'publication',
  'rule',
  'sequence',
  'trigger',
]);

/** `replace into account …` of SQLite: rows with the same key go. */
function replaced({code, origins}: Raw): readonly Hazard[] {
  const named = nameAt(code, skip(code, 0, ['replace', 'into']));
  if (named !== undefined && origins.table(named.table) === undefined) return [];
  const object = named === undefined ? 'replace' : nameText(named.table);
  return [
    unmeasured('delete-rows', object, 'deletes the rows in the place of which it puts others'),
  ];
}

/** A statement that may have others in it: rows may go in any of them. */
function somewhere(raw: Raw): readonly Hazard[] {
  const {code} = raw;
  const words = code.map((token) => word(token) ?? token.text);
  const deletes = words.some(
    (each, at) =>
      each === 'delete' &&
      (words[at - 1] === 'then' || (words[at + 1] === 'from' && opening.has(words[at - 1] ?? ''))),
  );
  const replaces = words.findIndex(
    (each, at) => each === 'replace' && (words[at + 1] === 'into' || words[at - 1] === 'or'),
  );
  return [
    ...(deletes ? [unmeasured('delete-rows', 'delete', 'deletes rows')] : []),
    ...(replaces < 0 ? [] : replaced({...raw, code: code.slice(replaces)})),
  ];
}

/** What stands before a statement inside another. */
const opening: ReadonlySet<string> = new Set(['(', ')', 'as', 'explain', 'analyze', 'verbose']);

function rows(
  kind: LossKind,
  {table, text}: Named,
  {origins, message}: {readonly origins: Origins; readonly message: string},
): readonly Hazard[] {
  if (origins.table(table) === undefined) return [];
  const measure = origins.changed(table) ? undefined : `select count(*) as n from ${text}`;
  return [loss(kind, nameText(table), {message, measure, counted: text})];
}
