import {AthanorError} from '../errors.ts';
import {besideModel} from '../dialects/sqlite/beside-model.ts';
import {readObject} from '../dialects/sqlite/parse-object.ts';
import {storedObjects} from '../dialects/sqlite/stored-object.ts';
import type {Guard} from '../dialects/statement.ts';
import type {Trigger} from '../schema/object.ts';
import type {Table, TableName} from '../schema/table.ts';
import {memberWords, worded} from '../schema/words.ts';
import type {Session} from './session.ts';

/** How the live table differs from the one that the revisions made: one line each, empty when it does not. */
export function tableDifferences(live: Table | undefined, wanted: Table): readonly string[] {
  if (live === undefined) return ['the table is not there'];
  return [
    ...namedDifferences('column', live.columns, wanted.columns),
    ...namedDifferences('unique constraint', live.uniques, wanted.uniques),
    ...namedDifferences('foreign key', live.foreignKeys, wanted.foreignKeys),
    ...namedDifferences('check', live.checks, wanted.checks),
    ...namedDifferences('index', live.indexes, wanted.indexes),
    ...(
      ['primaryKey', 'comment', 'partitionBy', 'with', 'strict', 'withoutRowid'] as const
    ).flatMap((member) =>
      sameValue(live[member], wanted[member])
        ? []
        : [
            `${memberWords(member)}: is ${worded(live[member])}, should be ${worded(wanted[member])}`,
          ],
    ),
  ];
}

/**
 * Stops the run unless the live table is as the statement expects it.
 *
 * Throws `drifted` with the differences, or with the triggers and clauses that would be lost.
 */
export async function checkGuard(
  session: Session,
  {table, definition, triggers}: Guard,
): Promise<void> {
  const live = await session.describe(table);
  const wanted = await session.described(definition);
  const differences = tableDifferences(live, wanted);
  if (differences.length === 0) {
    if (triggers !== undefined) {
      await refuseTriggers(session, table, triggers);
      await refuseBesideModel(session, table);
    }
    return;
  }
  const name = nameOf(table);
  throw new AthanorError(
    'drifted',
    `the table ${name} is not as the revisions made it, and would lose what was changed by hand:\n${differences.map((line) => `  ${line}`).join('\n')}`,
    {
      hint: 'undo by hand what is listed and run the command again; what is to stay belongs in a revision of its own afterwards',
      details: {table: name, differences, live: live ?? null, wanted},
    },
  );
}

/** SQLite drops the triggers with the table that is replaced: those that a revision made come back, others would not. */
async function refuseTriggers(
  session: Session,
  {name}: TableName,
  known: readonly Trigger[],
): Promise<void> {
  const live = await session.query<{name: string; sql: string}>(
    `select name, sql ${triggersOf(name)} order by name`,
  );
  const texts = new Set(storedObjects(known).map((trigger) => JSON.stringify(ordered(trigger))));
  const triggers = live.filter(({sql}) => {
    const [trigger] = storedObjects([readObject(sql)].filter((each) => each !== undefined));
    return !texts.has(JSON.stringify(ordered(trigger)));
  });
  if (triggers.length === 0) return;
  const names = triggers.map((trigger) => trigger.name).join(', ');
  throw new AthanorError(
    'drifted',
    `the table ${name} is made anew, and would lose its triggers with the old one: ${names}`,
    {
      hint: "a trigger that a revision makes with op.createTrigger is made again by itself; drop any other with op.execute('drop trigger …') before and make it again after, in the same revision",
      details: {table: name, triggers},
    },
  );
}

/** What the definition says beside what a revision can say is not in the new table. */
async function refuseBesideModel(session: Session, {name}: TableName): Promise<void> {
  const [row] = await session.query<{sql: string}>(`select sql ${definitionOf(name)}`);
  const clauses = besideModel(row?.sql ?? '');
  if (clauses.length === 0) return;
  throw new AthanorError(
    'drifted',
    `the table ${name} is made anew, and would lose what no revision can say: ${clauses.join(', ')}`,
    {
      hint: 'make the change with SQL of your own, which keeps it: op.execute(…, {effect: (op) => …}) for each statement',
      details: {table: name, clauses},
    },
  );
}

/** The definition of a table of SQLite, as a `from` clause. */
export const definitionOf = (table: string): string =>
  `from sqlite_master where type = 'table' and name = '${table.replaceAll("'", "''")}' collate nocase`;

/** The triggers on a table of SQLite, as a `from` clause. */
export const triggersOf = (table: string): string =>
  `from sqlite_master where type = 'trigger' and tbl_name = '${table.replaceAll("'", "''")}' collate nocase`;

interface Named {
  readonly name: string;
}

/** What has no name, as constraints of SQLite may, is known by all that it says. */
function namedDifferences<Thing extends Named>(
  kind: string,
  live: readonly Thing[],
  wanted: readonly Thing[],
): readonly string[] {
  const key = (thing: Thing): string => thing.name || JSON.stringify(ordered(thing));
  const found = new Map(live.map((thing) => [key(thing), thing]));
  const expected = new Set(wanted.map(key));
  return [
    ...live
      .filter((thing) => !expected.has(key(thing)))
      .map((thing) => told(kind, thing, 'is there and should not be')),
    ...wanted.flatMap((thing) => {
      const own = found.get(key(thing));
      if (own === undefined) return [told(kind, thing, 'is missing')];
      return membersDifferences(`${kind} ${thing.name}`, own, thing);
    }),
  ];
}

function membersDifferences(what: string, live: object, wanted: object): readonly string[] {
  const [is, should] = [new Map(Object.entries(live)), new Map(Object.entries(wanted))];
  return [...new Set([...is.keys(), ...should.keys()])]
    .filter((member) => !sameValue(is.get(member), should.get(member)))
    .map(
      (member) =>
        `${what}: ${memberWords(member)} is ${worded(is.get(member))}, should be ${worded(should.get(member))}`,
    );
}

const nameOf = ({schema, name}: TableName): string =>
  schema === undefined ? name : `${schema}.${name}`;

function told(kind: string, {name, ...rest}: Named, fate: string): string {
  return name === ''
    ? `${kind} ${worded(rest)} ${fate}`
    : `${kind} ${name} ${fate}: ${worded(rest)}`;
}

const sameValue = (one: unknown, other: unknown): boolean =>
  JSON.stringify(ordered(one)) === JSON.stringify(ordered(other));

/** With the members of objects in one order, and what is `undefined` left out. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(
    entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, member]) => [key, ordered(member)]),
  );
}
