import type {Trigger} from '../../schema/object.ts';
import type {Table} from '../../schema/table.ts';
import {statement} from '../facts.ts';
import type {Hazard, SqlStatement} from '../statement.ts';
import {allIndexes, createIndexText, createTableText, list} from './definition.ts';
import {createTriggerText} from './trigger.ts';
import {literal, quote} from './quote.ts';
import {storedTable} from './stored.ts';
import {isNumbered} from './types.ts';
import type {Pending} from './work.ts';

/**
 * The table made anew under another name, filled by the names of its columns, and put in the place of the old one.
 *
 * The step runs with `foreign_keys=off`, or dropping the old table would delete the rows that refer to it.
 * `legacy_alter_table` stands only around the rename: with it, SQLite leaves what refers to the table alone,
 * which is right here and wrong everywhere else.
 */
export function rebuild(
  {base, fresh, using, hazards}: Pending,
  after: Table,
  {isNew, triggers}: {readonly isNew: boolean; readonly triggers: readonly Trigger[]},
): readonly SqlStatement[] {
  const made = `_athanor_${after.name}`;
  const rewrite: Hazard = {
    kind: 'rewrite',
    object: after.name,
    message: `copies every row of ${after.name} into a new table`,
  };
  const texts = [
    createTableText(after, {name: quote(made)}),
    ...copy(base, after, {made, fresh, using}),
    ...sequence(base, after, made),
    `drop table ${quote(after.name)}`,
    'pragma legacy_alter_table = on',
    `alter table ${quote(made)} rename to ${quote(after.name)}`,
    'pragma legacy_alter_table = off',
    ...allIndexes(after).map((index) => createIndexText(after.name, index)),
    ...triggers.map(createTriggerText),
  ];
  return texts.map((sql, at) =>
    statement(sql, {
      foreignKeysOff: true,
      ...(at > 0
        ? {}
        : {
            hazards: isNew ? [] : [...hazards, rewrite],
            // A table that the revision made may have been changed since by SQL of its own.
            guard: {
              table: {name: after.name},
              definition: storedTable(base),
              triggers,
            },
          }),
    }),
  );
}

/** What is computed or new is left out: the table itself knows what to put there. */
function copy(
  base: Table,
  after: Table,
  {made, fresh, using}: Pick<Pending, 'fresh' | 'using'> & {readonly made: string},
): readonly string[] {
  const had = new Set(base.columns.map(({name}) => name));
  const columns = after.columns
    .filter(({name, generated}) => generated === undefined && had.has(name) && !fresh.has(name))
    .map(({name}) => name);
  if (columns.length === 0) {
    return [`insert into ${quote(made)} (rowid) select rowid from ${quote(after.name)}`];
  }
  const values = columns.map((column) => using.get(column) ?? quote(column));
  return [
    `insert into ${quote(made)} (${list(columns)}) select ${values.join(', ')} from ${quote(after.name)}`,
  ];
}

/** Numbering goes on where it stood, and never gives a number again. */
function sequence(base: Table, after: Table, made: string): readonly string[] {
  if (!base.columns.some(isNumbered) || !after.columns.some(isNumbered)) return [];
  return [
    `delete from sqlite_sequence where name = ${literal(made)}`,
    `insert into sqlite_sequence (name, seq) select ${literal(made)}, seq from sqlite_sequence where name = ${literal(after.name)}`,
  ];
}
