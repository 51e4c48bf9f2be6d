import {AthanorError} from '../errors.ts';
import type {DialectName} from '../dialects/dialect.ts';
import type {SqlStatement, Statement} from '../dialects/statement.ts';
import {isCode, tokens} from '../schema/sql-text.ts';
import {ownTables} from './journal.ts';
import type {Plan, PlannedStep} from './plan.ts';
import {
  beginChecks,
  endChecks,
  lookAtStart,
  lookBeforeCommit,
  ScriptChecks,
} from './offline-checks.ts';
import {scriptBeginning} from './offline-guard.ts';
import {needsForeignKeysOff} from './step.ts';
import {moveRows} from './version-rows.ts';
import type {VersionTables} from './version-tables.ts';

/** What a script is written for. */
export interface OfflineOptions {
  readonly dialect: DialectName;
  readonly tables: VersionTables;
  /** By revision, each step is a transaction; by run, all of them are one. */
  readonly transaction: 'revision' | 'run';
}

/**
 * The plan as a script for the database's own shell: the same statements, transactions and version rows,
 * the same text on every run. It holds SQL only, makes the version table when it begins at base, stops where the
 * database stands elsewhere than where it starts, and keeps no journal.
 *
 * Throws `needs_database` for what only a connection can do.
 */
export function offlineScript(plan: Plan, options: OfflineOptions): string {
  const body = options.transaction === 'run' ? asOne(plan, options) : oneByOne(plan, options);
  const checks = options.dialect === 'sqlite' && plan.steps.some(needsForeignKeysOff);
  return [
    `-- run it so that a failure stops it: ${commandLine[options.dialect]}`,
    `-- from ${station(plan.from)} to ${station(plan.to)}, plan ${plan.id}`,
    '-- it stops at once where the database stands elsewhere, and keeps no journal',
    ...versionTable(plan, options).map(terminated),
    ...beginning(plan, options).map(terminated),
    ...(checks ? beginChecks.map(line) : []),
    ...body,
    ...(checks ? ['', terminated(endChecks)] : []),
    '',
  ].join('\n');
}

/** Without these options the shells go on after a statement that failed. */
const commandLine: Readonly<Record<DialectName, string>> = {
  postgresql: 'psql -X -v ON_ERROR_STOP=1 -f script.sql',
  sqlite: 'sqlite3 -bail database.db < script.sql',
};

const station = (rows: readonly string[]): string => comment(rows.join(', ') || 'base');

/** A script that begins at base makes the version table. */
function versionTable({from, steps}: Plan, {dialect, tables}: OfflineOptions): readonly string[] {
  if (from.length > 0 || steps.length === 0) return [];
  const [createVersion = ''] = ownTables(dialect, tables);
  return [...ownSchema(dialect, tables), createVersion];
}

/** The statements that make Athanor's own tables where they are missing, as a script. */
export function ownTablesScript(dialect: DialectName, tables: VersionTables): string {
  const statements = [...ownSchema(dialect, tables), ...ownTables(dialect, tables)];
  return statements.map((sql) => `${terminated(sql)}\n`).join('');
}

function ownSchema(dialect: DialectName, {schema}: VersionTables): readonly string[] {
  if (dialect === 'sqlite' || schema === 'public') return [];
  return [`create schema if not exists "${schema.replaceAll('"', '""')}"`];
}

/** One that does nothing need not stand anywhere. */
const beginning = ({from, steps}: Plan, {dialect, tables}: OfflineOptions): readonly string[] =>
  steps.length === 0 ? [] : scriptBeginning(dialect, from, tables);

function oneByOne({from, steps}: Plan, {dialect, tables}: OfflineOptions): readonly string[] {
  let rows = from;
  return steps.flatMap((step) => {
    const moves = moveRows(rows, step.rowsAfter, tables);
    rows = step.rowsAfter;
    const off = dialect === 'sqlite' && needsForeignKeysOff(step);
    const checks = new ScriptChecks(off);
    const lines = inTransactions(step, {moves, dialect, checks});
    return ['', ...heading(step), ...bracketed(lines, off)];
  });
}

function asOne({from, steps}: Plan, {dialect, tables}: OfflineOptions): readonly string[] {
  let rows = from;
  const off = dialect === 'sqlite' && steps.some(needsForeignKeysOff);
  const checks = new ScriptChecks(off);
  const lines = steps.flatMap((step) => {
    const moves = moveRows(rows, step.rowsAfter, tables);
    rows = step.rowsAfter;
    const outside = step.statements.find(({transactional}) => !transactional);
    if (outside !== undefined) throw notTogether(step);
    return [
      '',
      ...heading(step),
      ...step.statements.flatMap((each) => [
        ...checks.before(each).map(terminated),
        sqlOf(each, step, dialect),
      ]),
      ...checks.rowsChanged().map(terminated),
      ...moves.map(terminated),
    ];
  });
  return steps.length === 0 ? [] : bracketed([`${begin[dialect]};`, ...lines, '', 'commit;'], off);
}

const begin: Readonly<Record<DialectName, string>> = {
  postgresql: 'begin',
  sqlite: 'begin immediate',
};

/** What has to stand outside ends the transaction, and the next one begins after it. */
function inTransactions(
  step: PlannedStep,
  {
    moves,
    dialect,
    checks,
  }: {
    readonly moves: readonly string[];
    readonly dialect: DialectName;
    readonly checks: ScriptChecks;
  },
): readonly string[] {
  const lines: string[] = [];
  let isOpen = false;
  const open = (wanted: boolean): void => {
    if (isOpen !== wanted) lines.push(wanted ? `${begin[dialect]};` : 'commit;');
    isOpen = wanted;
  };
  for (const statement of step.statements) {
    open(statement.transactional);
    lines.push(...checks.before(statement).map(terminated));
    lines.push(sqlOf(statement, step, dialect));
  }
  open(true);
  lines.push(...checks.rowsChanged().map(terminated));
  lines.push(...moves.map(terminated));
  open(false);
  return lines;
}

/** The shell stops at errors only, so the look at what refers to nothing is a statement that fails. */
const bracketed = (lines: readonly string[], off: boolean): readonly string[] =>
  off
    ? [
        'pragma foreign_keys = off;',
        terminated(lookAtStart),
        ...lines.slice(0, -1),
        terminated(lookBeforeCommit),
        ...lines.slice(-1),
        'pragma foreign_keys = on;',
      ]
    : lines;

const heading = ({direction, revision, message}: PlannedStep): readonly string[] => [
  `-- ${direction} ${comment(revision)}${message === '' ? '' : `: ${comment(message)}`}`,
];

/** On one line, whatever is in it. */
const comment = (text: string): string => text.replaceAll(/[\p{Cc}\s]+/gu, ' ');

const terminated = (sql: string): string => `${sql};`;

const line = (text: string): string => (text.startsWith('--') ? text : terminated(text));

function sqlOf(statement: Statement, {revision}: PlannedStep, dialect: DialectName): string {
  if (statement.kind === 'run') throw needsDatabase(statement.name, revision);
  const misread = dialect === 'sqlite' && misreadBySqlite(statement.sql);
  if (misread) {
    throw new AthanorError('not_supported', `revision ${revision}: ${misread}`, {
      hint: 'give the text as a value, op.execute(sql, {values: […]}), or carry it out without --sql',
      details: {revision, sql: statement.sql},
    });
  }
  return ended(statement);
}

/** What the shell would do to a statement, in a sentence; nothing when it reads it as it is. */
function misreadBySqlite(sql: string): string | undefined {
  const all = tokens(sql);
  if (all.some(({kind, text}) => (kind === 'string' || kind === 'quoted') && text.includes('\r\n')))
    return 'the shell of SQLite would take the carriage return out of a text';
  const code = all.map((token) => (isCode(token) || token.kind === 'space' ? token.text : ''));
  return /^[ \t]*(?:\/|go)[ \t]*$/im.test(code.join(''))
    ? 'the shell of SQLite takes a line with nothing but / or go for the end of a statement'
    : undefined;
}

const needsDatabase = (name: string, revision: string): AthanorError =>
  new AthanorError(
    'needs_database',
    `revision ${revision} runs "${name}", which needs a connection`,
    {
      hint: `write it as op.execute(...), or carry out ${revision} without --sql and start the script after it: --sql ${revision}:...`,
      details: {revision, run: name},
    },
  );

/** A statement that ends in a comment of its own line would swallow the semicolon. */
const ended = ({sql}: SqlStatement): string => (/--[^\n]*$/.test(sql) ? `${sql}\n;` : `${sql};`);

const notTogether = ({revision}: PlannedStep): AthanorError =>
  new AthanorError(
    'not_supported',
    `revision ${revision} has a statement that must run outside any transaction, so the steps cannot share one`,
    {hint: 'let each step commit by itself: --transaction revision', details: {revision}},
  );
