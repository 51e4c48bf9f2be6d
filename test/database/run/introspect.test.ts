import {expect, test} from 'vitest';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runUp} from '../../support/histories.ts';

const raw = (sql: string) => ({kind: 'raw', sql});

const handMade = [
  'create schema sales',
  `create type mood as enum ('sad', 'it''s fine')`,
  `create type sales.state as enum ('new')`,
  'create table team (id bigserial primary key, "Odd Name" varchar(20) collate "C" not null default \'x\')',
  `create table sales.invoice (id integer generated always as identity, part smallint not null, team_id bigint, total numeric(10, 2) not null default 0, doubled numeric generated always as (total * 2) stored, tags text[], mood mood, at timestamptz(3) not null default now(), constraint invoice_key primary key (id, part), constraint invoice_total_check check (total >= 0 and (total < 5 or part = 1)), constraint invoice_team unique (team_id) deferrable initially deferred, constraint invoice_team_fk foreign key (team_id) references team (id) on delete set null on update cascade deferrable)`,
  'create index by_total on sales.invoice using btree (total desc, lower(tags[1]) text_pattern_ops) include (part) with (fillfactor = 70) where total > 1',
  'create unique index by_at on sales.invoice (at nulls first)',
  'create index by_tags on sales.invoice using gin (tags)',
  `comment on table team is 'who plays'`,
  `comment on column team."Odd Name" is 'quite'`,
  'create view seen as select id from team',
];

const read = {
  enums: [
    {name: 'mood', items: ['sad', "it's fine"]},
    {schema: 'sales', name: 'state', items: ['new']},
  ],
  objects: [{type: 'view', name: 'seen', query: 'SELECT id\n   FROM team'}],
  unknowns: [],
  tables: [
    {
      schema: 'sales',
      name: 'invoice',
      columns: [
        {name: 'id', type: raw('integer'), nullable: false, identity: 'always'},
        {name: 'part', type: raw('smallint'), nullable: false},
        {name: 'team_id', type: raw('bigint'), nullable: true},
        {
          name: 'total',
          type: raw('numeric(10,2)'),
          nullable: false,
          default: {kind: 'sql', sql: '0'},
        },
        {
          name: 'doubled',
          type: raw('numeric'),
          nullable: true,
          generated: {expression: 'total * (2)::numeric', stored: true},
        },
        {name: 'tags', type: raw('text[]'), nullable: true},
        {name: 'mood', type: raw('mood'), nullable: true},
        {
          name: 'at',
          type: raw('timestamp(3) with time zone'),
          nullable: false,
          default: {kind: 'sql', sql: 'now()'},
        },
      ],
      primaryKey: {name: 'invoice_key', columns: ['id', 'part']},
      uniques: [{name: 'invoice_team', columns: ['team_id'], deferrable: 'deferred'}],
      foreignKeys: [
        {
          name: 'invoice_team_fk',
          columns: ['team_id'],
          references: {table: {name: 'team'}, columns: ['id']},
          onDelete: 'set null',
          onUpdate: 'cascade',
          deferrable: 'immediate',
        },
      ],
      checks: [
        {
          name: 'invoice_total_check',
          expression: '(total >= (0)::numeric) AND ((total < (5)::numeric) OR (part = 1))',
        },
      ],
      indexes: [
        {name: 'by_at', parts: [{column: 'at', nulls: 'first'}], unique: true},
        {name: 'by_tags', parts: [{column: 'tags'}], using: 'gin'},
        {
          name: 'by_total',
          parts: [
            {column: 'total', order: 'desc'},
            {expression: 'lower(tags[1])', operatorClass: 'text_pattern_ops'},
          ],
          include: ['part'],
          with: {fillfactor: 70},
          where: 'total > (1)::numeric',
        },
      ],
    },
    {
      name: 'team',
      columns: [
        {name: 'id', type: raw('bigint'), nullable: false, autoincrement: true},
        {
          name: 'Odd Name',
          type: raw('character varying(20)'),
          nullable: false,
          default: {kind: 'sql', sql: "'x'::character varying"},
          collation: 'C',
          comment: 'quite',
        },
      ],
      primaryKey: {columns: ['id']},
      uniques: [],
      foreignKeys: [],
      checks: [],
      indexes: [],
      comment: 'who plays',
    },
  ],
};

test('a hand-made postgresql database is read with all that it has', async () => {
  const {open} = await freshDatabase('postgresql');
  const session = await open();
  for (const sql of handMade) await session.execute(sql);
  await session.execute('set search_path = sales');
  expect(await session.introspect()).toEqual(read);
});

test.for(dialectNames)(
  'what a history on %s makes is what it says, whatever the search path',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    if (dialect === 'postgresql') await session.execute("set search_path = ''");
    const past = history(dialect, [
      {
        id: 'aa',
        upgrade(op) {
          op.createTable(
            'account',
            (t) => ({
              id: t.integer().autoincrement().primary(),
              email: t.string().length(120).unique(),
              state: t.enum(['new', "it's old"]),
              balance: t.decimal().precision(10).scale(2).default(0),
              born: t.date().nullable(),
              data: t.json().nullable(),
            }),
            {checks: {account_balance_check: 'balance >= 0'}},
          );
          op.createIndex(
            'account_state_index',
            'account',
            [{expression: 'lower(email)'}, {column: 'born', order: 'desc'}],
            {
              where: 'born is not null',
            },
          );
        },
      },
    ]);
    await runUp(session, past);
    const [live] = (await session.introspect()).tables;
    const [definition] = past.schemaAt(['aa']).tables;
    if (definition === undefined) throw new Error('the history has no table');
    expect(live).toEqual(await session.described(definition));
    expect(live).toEqual(await session.describe({name: 'account'}));
    expect(live?.columns.map(({name}) => name)).toEqual([
      'id',
      'email',
      'state',
      'balance',
      'born',
      'data',
    ]);
  },
);
