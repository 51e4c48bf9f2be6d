import {expect, test} from 'vitest';
import {stored} from '../../../source/dialects/sqlite/stored.ts';
import type {SqlStatement} from '../../../source/dialects/statement.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {compiled, carryOut, live, made, texts, upgraded} from './live.ts';

const shop = (op: Operations): void => {
  op.createTable(
    'account',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      email: t.string(),
      points: t.integer().default(0),
      parent_id: t.integer().nullable(),
    }),
    {
      foreignKeys: {
        account_parent: {
          columns: ['parent_id'],
          references: ['account', ['id']],
          onDelete: 'cascade',
        },
      },
    },
  );
  op.createIndex('account_email_unique', 'account', ['email'], {unique: true});
  op.createTable(
    'entry',
    (t) => ({
      id: t.integer().autoincrement().primary(),
      account_id: t.integer(),
    }),
    {
      foreignKeys: {
        entry_account: {
          columns: ['account_id'],
          references: ['account', ['id']],
          onDelete: 'cascade',
        },
      },
    },
  );
};
const rows = `
  insert into account (email, points, parent_id) values ('a', 1, null), ('b', 2, 1), ('c', 3, 2);
  insert into entry (account_id) values (1), (2), (3);
  update sqlite_sequence set seq = 50 where name = 'account'`;

test('a rebuild is one, whatever changes, and says what it does', () => {
  const {statements} = upgraded(shop, rows, (op) => {
    op.alterColumn('account', 'points', {type: (t) => t.text()});
    op.addColumn('account', 'made', (t) => t.datetime().defaultRaw('current_timestamp'));
    op.createCheck('account_points', 'account', "points <> ''");
    op.renameColumn('account', 'email', 'mail');
    op.createIndex('account_points_index', 'account', ['points']);
  });

  expect(texts(statements)).toEqual([
    'alter table `account` rename column `email` to `mail`',
    "create table `_athanor_account` (`id` integer not null primary key autoincrement, `mail` text not null, `points` text not null default 0, `parent_id` integer null, `made` datetime not null default current_timestamp, constraint `account_parent` foreign key (`parent_id`) references `account` (`id`) on delete cascade, constraint `account_points` check (points <> ''))",
    'insert into `_athanor_account` (`id`, `mail`, `points`, `parent_id`) select `id`, `mail`, `points`, `parent_id` from `account`',
    "delete from sqlite_sequence where name = '_athanor_account'",
    "insert into sqlite_sequence (name, seq) select '_athanor_account', seq from sqlite_sequence where name = 'account'",
    'drop table `account`',
    'pragma legacy_alter_table = on',
    'alter table `_athanor_account` rename to `account`',
    'pragma legacy_alter_table = off',
    'create unique index `account_email_unique` on `account` (`mail`)',
    'create index `account_points_index` on `account` (`points`)',
  ]);
});

test('a rebuild keeps children that would be deleted with their parent, the table’s own among them', () => {
  const {db, after} = upgraded(shop, rows, (op) => {
    op.alterColumn('account', 'points', {type: (t) => t.text()});
  });

  expect(db.prepare('select id, email, points, parent_id from account').raw().all()).toEqual([
    [1, 'a', '1', null],
    [2, 'b', '2', 1],
    [3, 'c', '3', 2],
  ]);
  expect(db.prepare('select account_id from entry').pluck().all()).toEqual([1, 2, 3]);
  expect(live(db)).toEqual(stored(after));
  expect(db.pragma('legacy_alter_table', {simple: true})).toBe(0);
});

test('a rebuild goes on numbering where the numbering stood', () => {
  const {db} = upgraded(shop, rows, (op) => {
    op.alterColumn('account', 'points', {type: (t) => t.text()});
  });
  expect(db.prepare("insert into account (email) values ('d') returning id").pluck().get()).toBe(
    51,
  );
});

test('a rebuild of an emptied table goes on numbering, too', () => {
  const {db} = upgraded(shop, `${rows}; delete from entry; delete from account`, (op) => {
    op.alterColumn('account', 'points', {type: (t) => t.text()});
  });
  expect(db.prepare("insert into account (email) values ('d') returning id").pluck().get()).toBe(
    51,
  );
});

test.for([
  ['before', 'after'],
  ['after', 'before'],
] as const)('a rebuild with a rename of the table %s it leaves all references right', ([place]) => {
  const {db, after} = upgraded(shop, rows, (op) => {
    if (place === 'before') op.renameTable('account', 'member');
    op.alterColumn(place === 'before' ? 'member' : 'account', 'points', {type: (t) => t.text()});
    op.createCheck('entry_positive', 'entry', 'account_id > 0');
    if (place === 'after') op.renameTable('account', 'member');
  });

  expect(live(db)).toEqual(stored(after));
  db.exec('delete from member where id = 2');
  expect(db.prepare('select id from member').pluck().all()).toEqual([1]);
  expect(db.prepare('select account_id from entry').pluck().all()).toEqual([1]);
});

test('a rebuild of a child with a rename of its parent and of the column referred to leaves the reference right', () => {
  const {db, after} = upgraded(shop, rows, (op) => {
    op.createCheck('entry_positive', 'entry', 'account_id > 0');
    op.renameColumn('account', 'id', 'number');
    op.renameTable('account', 'member');
  });

  expect(live(db)).toEqual(stored(after));
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(() => db.exec('insert into entry (account_id) values (77)')).toThrow('FOREIGN KEY');
});

test('a rebuild keeps views, and triggers of other tables', () => {
  const {db} = upgraded(
    shop,
    `${rows}; create view emails as select email from account;
     create trigger spent after insert on entry begin update account set points = 0 where id = new.account_id; end`,
    (op) => {
      op.alterColumn('account', 'points', {type: (t) => t.text()});
    },
  );
  db.exec('insert into entry (account_id) values (3)');
  expect(db.prepare('select points from account where id = 3').pluck().get()).toBe('0');
  expect(db.prepare('select count(*) from emails').pluck().get()).toBe(3);
});

test('a rebuild keeps STRICT, WITHOUT ROWID, collations, what is computed, names of constraints', () => {
  const {db, after} = upgraded(
    (op) => {
      op.createTable(
        'part',
        (t) => ({
          code: t.raw('text').collation('nocase').primary(),
          price: t.raw('real'),
          tax: t.raw('real').generated('price * 0.2', 'stored'),
          twice: t.raw('real').generated('price * 2'),
        }),
        {strict: true, withoutRowid: true, checks: {part_price: 'price >= 0'}},
      );
      op.createIndex('part_twice', 'part', [{expression: 'lower(code)', order: 'desc'}], {
        where: 'price > 1',
      });
    },
    "insert into part (code, price) values ('a', 10)",
    (op) => op.alterColumn('part', 'price', {default: 1}),
  );
  expect(live(db)).toEqual(stored(after));
  expect(live(db).tables).toMatchObject([
    {strict: true, withoutRowid: true, checks: [{name: 'part_price'}]},
  ]);
  expect(db.prepare("select tax, twice from part where code = 'A'").raw().get()).toEqual([2, 20]);
});

test('a rebuild gives new columns their default and renamed ones their values', () => {
  const {db} = upgraded(shop, rows, (op) => {
    op.createCheck('account_email', 'account', "email <> ''");
    op.dropColumn('account', 'points');
    op.addColumn('account', 'points', (t) => t.integer().defaultRaw('(1 + 1)'));
    op.renameColumn('account', 'points', 'score');
    op.renameColumn('account', 'email', 'points');
  });
  expect(db.prepare('select points, score from account').raw().all()).toEqual([
    ['a', 2],
    ['b', 2],
    ['c', 2],
  ]);
});

test('a rebuild gives a column that was dropped and added again nothing of the old one', () => {
  const {db} = upgraded(shop, rows, (op) => {
    op.createCheck('account_email', 'account', "email <> ''");
    op.dropColumn('account', 'points');
    op.addColumn('account', 'points', (t) => t.integer().default(9));
  });
  expect(db.prepare('select points from account').pluck().all()).toEqual([9, 9, 9]);
});

test('a rebuild takes values from the SQL that is given', () => {
  const {db} = upgraded(shop, rows, (op) => {
    op.alterColumn('account', 'points', {type: (t) => t.text(), using: "'p' || points"});
    op.renameColumn('account', 'points', 'score');
  });
  expect(db.prepare('select score from account').pluck().all()).toEqual(['p1', 'p2', 'p3']);
});

test('a rebuild comes before raw SQL, which has to see it', () => {
  const {db, statements} = upgraded(shop, rows, (op) => {
    op.createCheck('account_points', 'account', 'points >= 0');
    op.addColumn('account', 'made', (t) => t.datetime().defaultRaw('current_timestamp'));
    op.execute('update account set made = 1');
    op.alterColumn('account', 'made', {nullable: true});
  });
  expect(texts(statements).filter((sql) => sql.startsWith('create table'))).toHaveLength(2);
  expect(db.prepare('select made from account').pluck().all()).toEqual([1, 1, 1]);
});

test('a rebuild that fails leaves everything as it was', () => {
  const {db, schema} = made(record(shop));
  db.exec(rows);
  const before = [live(db), db.prepare('select * from account').all()];
  const statements = compiled(
    record((op) => op.createCheck('none', 'account', 'points > 1')),
    schema,
  );
  expect(() => carryOut(db, statements)).toThrow('CHECK constraint failed: none');
  expect([live(db), db.prepare('select * from account').all()]).toEqual(before);
});

test.for([1, 2, 3, 4, 5, 6, 7, 8, 9])(
  'that is killed after %i statements leaves everything as it was',
  (reached) => {
    const {db, schema} = made(record(shop));
    db.exec(rows);
    const dump = (): unknown => [
      live(db),
      db.prepare('select * from account').all(),
      db.prepare('select * from entry').all(),
      db.prepare('select * from sqlite_sequence').all(),
    ];
    const before = dump();
    const operations = record((op) => op.alterColumn('account', 'points', {nullable: true}));
    const statements = texts(compiled(operations, schema));
    expect(statements.length).toBeGreaterThanOrEqual(reached);
    db.pragma('foreign_keys = off');
    db.exec('begin immediate');
    for (const sql of statements.slice(0, reached)) db.exec(sql);
    db.exec('rollback');
    expect(dump()).toEqual(before);
  },
);

test('a rebuild has its facts on the first statement, and runs without foreign keys', () => {
  const {statements, after} = upgraded(shop, rows, (op) => {
    op.dropColumn('account', 'parent_id');
    op.renameTable('account', 'member');
  });
  const [first, ...others] = statements.filter(
    (each): each is SqlStatement => each.kind === 'sql' && each.foreignKeysOff === true,
  );
  expect(first?.hazards).toEqual([
    {
      kind: 'drop-column',
      object: 'account.parent_id',
      message: 'drops the column account.parent_id and its values',
      measure: 'select count(*) as n from `account` where `parent_id` is not null',
    },
    {kind: 'rewrite', object: 'account', message: 'copies every row of account into a new table'},
  ]);
  expect(first?.guard?.triggers).toEqual([]);
  expect(first?.guard?.definition.columns.map(({name}) => name)).toEqual([
    'id',
    'email',
    'points',
    'parent_id',
  ]);
  expect(others.every(({guard, hazards}) => guard === undefined && hazards.length === 0)).toBe(
    true,
  );
  expect(after.tables.map(({name}) => name)).toContain('member');
});

test('a rebuild of a table that the revision made has nothing to lose', () => {
  const {db, schema} = made([]);
  const statements = compiled(
    record((op) => {
      shop(op);
      op.dropColumn('account', 'parent_id');
      op.dropTable('entry');
    }),
    schema,
  );
  carryOut(db, statements);
  expect(statements.flatMap(({hazards}) => hazards)).toEqual([]);
});
