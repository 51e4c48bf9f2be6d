import {AthanorError} from '../errors.ts';
import type {DialectName} from '../dialects/dialect.ts';
import type {SqlStatement, Statement} from '../dialects/statement.ts';
import {ownTables} from './journal.ts';
import type {Plan, PlannedStep} from './plan.ts';
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
  const {dialect, tables} = options;
  const [createVersion = ''] = ownTables(dialect, tables);
  const schema =
    dialect === 'postgresql' && tables.schema !== 'public' && plan.from.length === 0
      ? [`create schema if not exists "${tables.schema.replaceAll('"', '""')}"`]
      : [];
  const first = plan.from.length === 0 && plan.steps.length > 0 ? [...schema, createVersion] : [];
  const body = options.transaction === 'run' ? asOne(plan, options) : oneByOne(plan, options);
  const from = plan.from.length === 0 ? 'base' : plan.from.join(', ');
  const to = plan.to.length === 0 ? 'base' : plan.to.join(', ');
  return [
    `-- from ${comment(from)} to ${comment(to)}, plan ${plan.id}`,
    ...first.map(terminated),
    ...body,
    '',
  ].join('\n');
}

function oneByOne({from, steps}: Plan, {dialect, tables}: OfflineOptions): readonly string[] {
  let rows = from;
  return steps.flatMap((step) => {
    const moves = moveRows(rows, step.rowsAfter, tables);
    rows = step.rowsAfter;
    const off = dialect === 'sqlite' && needsForeignKeysOff(step);
    return ['', ...heading(step), ...bracketed(inTransactions(step, moves, dialect), off)];
  });
}

function asOne({from, steps}: Plan, {dialect, tables}: OfflineOptions): readonly string[] {
  let rows = from;
  const lines = steps.flatMap((step) => {
    const moves = moveRows(rows, step.rowsAfter, tables);
    rows = step.rowsAfter;
    const outside = step.statements.find(({transactional}) => !transactional);
    if (outside !== undefined) throw notTogether(step);
    return [
      '',
      ...heading(step),
      ...step.statements.map((each) => sqlOf(each, step)),
      ...moves.map(terminated),
    ];
  });
  const off = dialect === 'sqlite' && steps.some(needsForeignKeysOff);
  return steps.length === 0 ? [] : bracketed([`${begin[dialect]};`, ...lines, '', 'commit;'], off);
}

const begin: Readonly<Record<DialectName, string>> = {
  postgresql: 'begin',
  sqlite: 'begin immediate',
};

/** What has to stand outside ends the transaction, and the next one begins after it. */
function inTransactions(
  step: PlannedStep,
  moves: readonly string[],
  dialect: DialectName,
): readonly string[] {
  const lines: string[] = [];
  let isOpen = false;
  const open = (wanted: boolean): void => {
    if (isOpen !== wanted) lines.push(wanted ? `${begin[dialect]};` : 'commit;');
    isOpen = wanted;
  };
  for (const statement of step.statements) {
    open(statement.transactional);
    lines.push(sqlOf(statement, step));
  }
  open(true);
  lines.push(...moves.map(terminated));
  open(false);
  return lines;
}

/** A script cannot compare; whoever runs it sees what the check prints, and the shell stops at errors only. */
const bracketed = (lines: readonly string[], off: boolean): readonly string[] =>
  off
    ? [
        'pragma foreign_keys = off;',
        ...lines.slice(0, -1),
        '-- prints the rows that refer to nothing, if any',
        'pragma foreign_key_check;',
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
