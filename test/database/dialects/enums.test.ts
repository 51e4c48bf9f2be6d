import {expect, test} from 'vitest';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {dialectNamed} from '../../../source/dialects/find.ts';
import type {Operation} from '../../../source/operations/operation.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {reverseAll} from '../../../source/operations/reverse.ts';
import {record} from '../../../source/operations/recorder.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Session} from '../../../source/runtime/session.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runDown, runUp} from '../../support/histories.ts';
import type {TestRevision} from '../../support/histories.ts';
import {tableDifferences} from '../../../source/runtime/drift.ts';
import {tableNamed} from '../../../source/schema/tables.ts';
import {failure} from '../../support/refused.ts';

const states = ['new', 'open', "won't"];

/** A native enum and one that is kept by a check, with rows, defaults and lists of them. */
function first(op: Operations): void {
  op.createEnum('state', states);
  op.createTable('task', (t) => ({
    id: t.integer().primary(),
    state: t.enum(states).nativeEnumName('state').default('open'),
    past: t.enum(states).nativeEnumName('state').array().nullable(),
    size: t.enum(['small', 'big']).default('small'),
  }));
  op.createIndex('task_state_index', 'task', ['state']);
}

const filling = {
  postgresql: `insert into public.task values (1, 'new', '{new,new,open}', 'small'), (2, 'open', null, 'big'), (3, 'won''t', '{won''t}', 'big')`,
  sqlite: `insert into task values (1, 'new', 'new,new,open', 'small'), (2, 'open', null, 'big'), (3, 'won''t', 'won''t', 'big')`,
};

interface Case {
  readonly what: string;
  readonly change: (op: Operations) => void;
  /** The way back, where it cannot be derived. */
  readonly downgrade?: (op: Operations) => void;
  /** The states and sizes of the rows afterwards, and the list of the first. */
  readonly after: readonly string[];
  /** What the default of the column is. */
  readonly value?: string;
  /** The rows after the way back; as they were, unless it is said. */
  readonly back?: readonly string[];
}

const before = ['new small new,new,open', 'open big ', "won't big won't"];
const cases: readonly Case[] = [
  {
    what: 'a value under another name',
    change: (op) => op.renameEnumValue('state', 'open', 'at work'),
    after: ['new small new,new,at work', 'at work big ', "won't big won't"],
    value: 'at work',
  },
  {
    what: 'another order',
    change: (op) => op.alterEnum('state', {items: ["won't", 'open', 'new']}),
    after: before,
  },
  {
    what: 'values taken out, and one renamed',
    change: (op) =>
      op.alterEnum('state', {items: ['open', 'done'], map: {new: 'open', "won't": 'done'}}),
    after: ['open small open,open,open', 'open big ', 'done big done'],
    back: ['open small open,open,open', 'open big ', "won't big won't"],
  },
  {
    what: 'the value of a default taken out',
    change: (op) => op.alterEnum('state', {items: ['new', "won't"], map: {open: 'new'}}),
    after: ['new small new,new,new', 'new big ', "won't big won't"],
    value: 'new',
    back: ['new small new,new,new', 'new big ', "won't big won't"],
  },
  {
    what: 'a value added and the type changed in one revision',
    change(op) {
      op.addEnumValue('state', 'late', {before: 'open'});
      op.alterEnum('state', {items: ['late', 'new', 'open'], map: {"won't": 'open'}});
    },
    after: ['new small new,new,open', 'open big ', 'open big open'],
    back: ['new small new,new,open', 'open big ', 'open big open'],
  },
  {
    what: 'one that a check keeps, with a mapping',
    change: (op) =>
      op.alterColumn('task', 'size', {
        type: (t) => t.enum(['small', 'huge']),
        using: "case size when 'big' then 'huge' else size end",
      }),
    downgrade: (op) =>
      op.alterColumn('task', 'size', {
        type: (t) => t.enum(['small', 'big']),
        using: "case size when 'huge' then 'big' else size end",
      }),
    after: ['new small new,new,open', 'open huge ', "won't huge won't"],
  },
  {
    what: 'from a check to a type of its own',
    change(op) {
      op.createEnum('size', ['big', 'small']);
      op.alterColumn('task', 'size', {
        type: (t) => t.enum(['big', 'small']).nativeEnumName('size'),
      });
    },
    after: before,
  },
  {
    what: 'from a type of its own to a check',
    change(op) {
      op.alterColumn('task', 'state', {type: (t) => t.enum(states)});
      op.alterColumn('task', 'past', {type: (t) => t.enum(states).array()});
      op.dropEnum('state');
    },
    after: before,
  },
];

const makingAnew: TestRevision = {
  id: 'aa',
  upgrade: first,
  downgrade(op) {
    op.dropTable('task');
    op.dropEnum('state');
  },
};

const backFrom = (change: Case['change'], dialect: DialectName): readonly Operation[] =>
  reverseAll(record(change), replay(emptySchema, record(first), dialect), dialect);

/** The rows, each as a line; lists as MikroORM's text for them on both. */
async function rows(session: Session): Promise<readonly string[]> {
  const [table, past] =
    session.dialect === 'sqlite' ? ['task', 'past'] : ['public.task', `array_to_string(past, ',')`];
  const found = await session.query<{line: string}>(
    `select state || ' ' || size || ' ' || coalesce(${past}, '') as line from ${table} order by id`,
  );
  return found.map(({line}) => line);
}

/** What differs from what a case wants; empty when nothing does. */
async function tryOut(session: Session, each: Case): Promise<readonly string[]> {
  const {dialect} = session;
  const {change, downgrade} = each;
  const back = downgrade === undefined ? {back: () => backFrom(change, dialect)} : {downgrade};
  const revisions = history(dialect, [makingAnew, {id: 'bb', upgrade: change, ...back}]);
  await runUp(session, history(dialect, [makingAnew]));
  await session.execute(filling[dialect]);
  const start = await session.introspect();
  await runUp(session, revisions);
  const there = await rows(session);
  const live = await session.describe({name: 'task'});
  const value = live?.columns.find(({name}) => name === 'state')?.default;
  const replayed = tableNamed(dialectNamed(dialect).stored(revisions.schemaAt(['bb'])), {
    name: 'task',
  });
  const drift = tableDifferences(live, await session.described(replayed));
  await runDown(session, revisions, 'aa');
  const faults = [
    there.join('; ') === each.after.join('; ') ? '' : `there: ${there.join('; ')}`,
    JSON.stringify(value).includes(each.value ?? 'open') ? '' : `default: ${JSON.stringify(value)}`,
    ...drift,
    (await rows(session)).join('; ') === (each.back ?? before).join('; ')
      ? ''
      : 'the rows are not back',
    JSON.stringify(await session.introspect()) === JSON.stringify(start)
      ? ''
      : 'the schema is not back',
  ];
  await runDown(session, revisions, 'base');
  return faults.filter((fault) => fault !== '').map((fault) => `${each.what}: ${fault}`);
}

test.for(dialectNames)(
  'enums change with rows, defaults and lists of them, and back, on %s',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open('write');
    const faults: string[] = [];
    for (const each of cases) faults.push(...(await tryOut(session, each)));
    expect(faults).toEqual([]);
  },
);

test.for(dialectNames)(
  'on %s a row with a value of which nothing is said stops the run, and nothing happened',
  async (dialect) => {
    const session = await (await freshDatabase(dialect)).open('write');
    const revisions = history(dialect, [
      makingAnew,
      {id: 'bb', upgrade: (op) => op.alterEnum('state', {items: ['new', 'open']})},
    ]);
    await runUp(session, history(dialect, [makingAnew]));
    await session.execute(filling[dialect]);
    const start = await session.introspect();
    await failure(runUp(session, revisions));
    expect(await session.introspect()).toEqual(start);
    expect(await rows(session)).toEqual(before);
  },
);
