import {AthanorError} from '../errors.ts';
import type {Session} from './session.ts';

/**
 * The one transaction that a session can have, begun and ended as text, since foreign keys of SQLite
 * have to be switched off before it begins and looked at before it ends.
 */
export class Transaction {
  readonly #session: Session;
  #isOpen = false;
  /** References that were broken before foreign keys were switched off; `undefined` while they are on. */
  #brokenBefore: readonly string[] | undefined;
  /** References that were broken before the statements that have been changing rows since. */
  #brokenBeforeRows: readonly string[] | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Opens it: on SQLite for writing from the start, and with foreign keys off where asked for. */
  async begin(foreignKeysOff = false): Promise<void> {
    const isSqlite = this.#session.dialect === 'sqlite';
    if (isSqlite && foreignKeysOff && (await this.#foreignKeysAreOn())) {
      // Inside a transaction SQLite ignores this, and a rebuild would delete the rows of children.
      this.#brokenBefore = await this.#brokenReferences();
      await this.#session.execute('pragma foreign_keys = off');
    }
    await this.#session.execute(isSqlite ? 'begin immediate' : 'begin');
    this.#isOpen = true;
  }

  /**
   * To be called before a statement that changes rows: where foreign keys are off, SQLite lets go of a
   * row that others refer to, and does not do to these what their foreign key says.
   */
  async rowsChange(): Promise<void> {
    if (this.#brokenBefore === undefined || this.#brokenBeforeRows !== undefined) return;
    this.#brokenBeforeRows = await this.#brokenReferences();
  }

  /**
   * Looks whether the statements that changed rows left any without the row that they refer to. To be
   * called before a statement that may take the foreign key away, which would hide it. Throws `statement_failed`.
   */
  async rowsChanged(): Promise<void> {
    if (this.#brokenBeforeRows === undefined) return;
    refuseBroken(this.#brokenBeforeRows, await this.#brokenReferences());
    this.#brokenBeforeRows = undefined;
  }

  /** Commits, after a look that no row lost the row that it refers to. Throws `statement_failed`. */
  async commit(): Promise<void> {
    await this.rowsChanged();
    if (this.#brokenBefore !== undefined) {
      refuseBroken(this.#brokenBefore, await this.#brokenReferences());
    }
    await this.#session.execute('commit');
    this.#isOpen = false;
    await this.#restore();
  }

  /** Rolls back if it is open, and puts SQLite's settings back, which no transaction covers. */
  async rollback(): Promise<void> {
    if (this.#isOpen) {
      this.#isOpen = false;
      await this.#rollbackUnlessGone();
    }
    await this.#restore();
  }

  /** SQLite ends a transaction by itself when the disk is full and in some other cases. */
  async #rollbackUnlessGone(): Promise<void> {
    try {
      await this.#session.execute('rollback');
    } catch (error) {
      if (!/no transaction is active/.test(String(error))) throw error;
    }
  }

  async #restore(): Promise<void> {
    if (this.#brokenBefore === undefined) return;
    this.#brokenBefore = undefined;
    this.#brokenBeforeRows = undefined;
    await this.#session.execute('pragma legacy_alter_table = off');
    await this.#session.execute('pragma foreign_keys = on');
  }

  async #foreignKeysAreOn(): Promise<boolean> {
    const [row] = await this.#session.query('pragma foreign_keys');
    return Object.values(row ?? {}).includes(1);
  }

  /** Each as one text: `order_line row 3 refers to product`. */
  async #brokenReferences(): Promise<readonly string[]> {
    const rows = await this.#session.query('pragma foreign_key_check');
    return rows.map(
      ({table, rowid, parent}) =>
        `${String(table)} row ${String(rowid)} refers to ${String(parent)}`,
    );
  }
}

/** By their number, since a rebuild may renumber rows and a rename gives them another table. */
function refuseBroken(before: readonly string[], now: readonly string[]): void {
  const added = now.length - before.length;
  if (added <= 0) return;
  const known = new Set(before);
  const broken = now.filter((line) => !known.has(line));
  throw new AthanorError(
    'statement_failed',
    `${String(added)} rows would be left without the row that they refer to: ${broken.slice(0, 5).join('; ')}`,
    {
      hint: 'a step that makes a table anew runs without foreign keys, so what is deleted or renumbered in it does not reach the rows that refer to it: mend these in the step too, or put the change of rows into a revision of its own, with --transaction revision',
      details: {broken},
    },
  );
}
