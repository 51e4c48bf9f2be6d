import {AthanorError} from '../errors.ts';
import type {DialectName} from '../dialects/dialect.ts';
import type {SqlStatement, Statement} from '../dialects/statement.ts';
import {ownTables} from './journal.ts';
import type {Plan, PlannedStep} from './plan.ts';
import {
  beginChecks,
  endChecks,
  lookAtStart,
  lookBeforeCommit,
  ScriptChecks,
} from './offline-checks.ts';
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
 * the same text on every run. It begins with the version table when it begins at base, and has no journal.
 *
 * Throws `needs_database` for what only a connection can do.
 */
export function offlineScript(plan: Plan, options: OfflineOptions): string {
  const body = options.transaction === 'run' ? asOne(plan, options) : oneByOne(plan, options);
  const checks = options.dialect === 'sqlite' && plan.steps.some(needsForeignKeysOff);
  return [
    `-- run it so that a failure stops it: ${commandLine[options.dialect]}`,
    `-- from ${station(plan.from)} to ${station(plan.to)}, plan ${plan.id}`,
    ...(checks ? beginChecks.map(line) : []),
    ...versionTable(plan, options).map(terminated),
    ...body,
    ...(checks ? ['', terminated(endChecks)] : []),
    '',
  ].join('\n');
}

/** Without these options the shells go on after a statement that failed. */
const commandLine: Readonly<Record<DialectName, string>> = {
  postgresql: 'psql -v ON_ERROR_STOP=1 -f script.sql',
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
        sqlOf(each, step),
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
    lines.push(sqlOf(statement, step));
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

function sqlOf(statement: Statement, {revision}: PlannedStep): string {
  if (statement.kind === 'sql') return ended(statement);
  throw new AthanorError(
    'needs_database',
    `revision ${revision} runs "${statement.name}", which needs a connection`,
    {
      hint: `write it as op.execute(...), or carry out ${revision} without --sql and start the script after it: --sql ${revision}:...`,
      details: {revision, run: statement.name},
    },
  );
}

/** A statement that ends in a comment of its own line would swallow the semicolon. */
const ended = ({sql}: SqlStatement): string => (/--[^\n]*$/.test(sql) ? `${sql}\n;` : `${sql};`);

const notTogether = ({revision}: PlannedStep): AthanorError =>
  new AthanorError(
    'not_supported',
    `revision ${revision} has a statement that must run outside any transaction, so the steps cannot share one`,
    {hint: 'let each step commit by itself: --transaction revision', details: {revision}},
  );
