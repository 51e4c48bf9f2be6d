import type {Statement} from '../dialects/statement.ts';
import {definitionOf, triggersOf} from './drift.ts';
import {changesRows, needsNoForeignKeys} from './step.ts';

const broken = '(select count(*) from pragma_foreign_key_check)';

/**
 * Begins a script for SQLite that looks for itself: the shell cannot compare, but it stops at a
 * statement that fails, and a row that breaks its check is one.
 */
export const beginChecks: readonly string[] = [
  '-- stops where rows, triggers or on conflict clauses would be lost',
  'create temp table athanor_check (at_start integer not null, before integer not null, now integer not null, triggers integer not null, clauses integer not null, constraint "rows are left without the row that they refer to: put the change of rows into a revision of its own" check (now <= before), constraint "the table that is made anew has triggers, which would be lost: drop them before and create them after it in the same revision" check (triggers = 0), constraint "the table that is made anew has on conflict clauses, which would be lost: make the change with SQL of your own" check (clauses = 0))',
  'insert into temp.athanor_check values (0, 0, 0, 0, 0)',
];

/** Leaves nothing of the checks behind. */
export const endChecks = 'drop table temp.athanor_check';

/** Counts what is broken before a transaction without foreign keys begins. */
export const lookAtStart = `update temp.athanor_check set at_start = ${broken}, now = 0`;

/** Fails, and undoes the transaction even where the shell goes on, if more is broken than at its start. */
export const lookBeforeCommit = `update or rollback temp.athanor_check set before = at_start, now = ${broken}`;

/** The looks between the statements of one transaction; none where foreign keys are on. */
export class ScriptChecks {
  readonly #off: boolean;
  #changesRows = false;

  constructor(off: boolean) {
    this.#off = off;
  }

  /** What has to stand before a statement. */
  before(statement: Statement): readonly string[] {
    if (!this.#off) return [];
    if (needsNoForeignKeys(statement)) return [...this.rowsChanged(), ...lossesBefore(statement)];
    if (this.#changesRows || !changesRows(statement)) return [];
    this.#changesRows = true;
    return [`update temp.athanor_check set before = ${broken}, now = 0`];
  }

  /** What has to stand where statements that change rows have ended. */
  rowsChanged(): readonly string[] {
    if (!this.#changesRows) return [];
    this.#changesRows = false;
    return [`update temp.athanor_check set now = ${broken}`];
  }
}

/** What is asked for may be written over several lines. */
const spaced = "replace(replace(sql, char(10), ' '), char(9), ' ')";

function lossesBefore(statement: Statement): readonly string[] {
  if (statement.kind !== 'sql' || statement.guard?.triggers === undefined) return [];
  const {name} = statement.guard.table;
  const known = statement.guard.triggers.map((each) => `'${each.name.replaceAll("'", "''")}'`);
  const others = known.length === 0 ? '' : ` and name not in (${known.join(', ')})`;
  const count = `(select count(*) ${triggersOf(name)}${others})`;
  const clauses = `(select count(*) ${definitionOf(name)} and ${spaced} like '%on conflict%')`;
  return [`update temp.athanor_check set triggers = ${count}, clauses = ${clauses}`];
}
