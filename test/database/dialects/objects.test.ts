import {expect, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {accounts, carriedOut, misfitsOf, sqlFor} from '../../support/carried-out.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {replay} from '../../../source/operations/apply.ts';
import {emptySchema} from '../../../source/schema/schema.ts';

test.for(dialectNames)(
  'views on %s: up, replaced, with others over them, and back',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const misfits = await misfitsOf(await open(), [
      accounts,
      (op) => {
        op.createView('noted', 'select id, email from account where note is not null -- those\n');
        op.createView(
          'Noted "too"',
          'select n.email from noted n join entry e on e.account_id = n.id',
        );
      },
      (op) => {
        op.replaceView('noted', 'select email, id + 1 as id\nfrom account');
      },
      (op) => {
        op.renameTable('entry', 'line');
        op.replaceView('Noted "too"', 'select n.email, 1 as one from noted n, line');
      },
      (op) => {
        op.dropView('Noted "too"');
        op.renameColumn('account', 'note', 'remark');
      },
    ]);
    expect(misfits).toEqual([]);
  },
);

const touch = (by: number) => ({
  timing: 'after' as const,
  events: ['update' as const],
  columns: ['email'],
  when: 'new.email <> old.email',
  execute: `touch('${String(by)}')`,
  body: `update account set touched = touched + ${String(by)} where id = new.id;`,
});

test.for(dialectNames)(
  'triggers on %s: up, replaced, across a rebuild, and back',
  async (dialect) => {
    const {open} = await freshDatabase(dialect);
    const session = await open();
    const misfits = await misfitsOf(session, [
      (op) => {
        accounts(op);
        op.only('postgresql', (pg) => {
          pg.createFunction('touch', {
            returns: 'trigger',
            language: 'plpgsql',
            body: `begin update account set touched = touched + tg_argv[0]::int where id = new.id; return null; end`,
          });
        });
        op.createTrigger('touch', 'account', touch(1));
      },
      (op) => {
        op.replaceTrigger('touch', 'account', touch(2));
      },
      (op) => {
        op.alterColumn('account', 'email', {type: (t) => t.text()});
      },
      (op) => {
        op.renameColumn('account', 'note', 'remark');
        op.renameTable('account', 'user');
      },
      (op) => {
        op.dropTable('user');
      },
    ]);
    expect(misfits).toEqual([]);
  },
);

test.for(dialectNames)('a trigger on %s fires after the table was made anew', async (dialect) => {
  const {open} = await freshDatabase(dialect);
  const session = await open();
  const up = record((op) => {
    accounts(op);
    op.only('postgresql', (pg) => {
      pg.createFunction('touch', {
        returns: 'trigger',
        language: 'plpgsql',
        body: 'begin new.touched := new.touched + 1; return new; end',
      });
      pg.createTrigger('touch', 'account', {
        timing: 'before',
        events: ['update'],
        execute: 'touch()',
      });
    });
    op.only('sqlite', (lite) => {
      lite.createTrigger('touch', 'account', {
        timing: 'after',
        events: ['update'],
        columns: ['email'],
        body: 'update account set touched = touched + 1 where id = new.id',
      });
    });
  });
  const before = await carriedOut(session, up);
  await session.execute("insert into account (id, email) values (1, 'a')");
  await carriedOut(
    session,
    record((op) => {
      op.alterColumn('account', 'email', {type: (t) => t.text(), nullable: true});
    }),
    before,
  );
  await session.execute("update account set email = 'b'");
  expect(await session.query('select email, touched from account')).toEqual([
    {email: 'b', touched: 1},
  ]);
});

test('views on PostgreSQL around a change of type: dropped and made again in order, with rights named', async () => {
  const {open} = await freshDatabase('postgresql');
  const session = await open();
  const misfits = await misfitsOf(session, [
    accounts,
    (op) => {
      op.createView('noted', 'select id, note from account', {
        options: {security_barrier: true},
        comment: "the account's notes",
      });
      op.createView('above', 'select count(*) as n from noted');
      op.createMaterializedView('kept', 'select id from account', {comment: 'kept'});
    },
    (op) => {
      op.alterColumn('account', 'id', {type: (t) => t.bigint()});
    },
    (op) => {
      op.replaceMaterializedView('kept', 'select id, note from account');
    },
  ]);
  expect(misfits).toEqual([]);
});

test('functions and procedures on PostgreSQL', async () => {
  const {open} = await freshDatabase('postgresql');
  const misfits = await misfitsOf(await open(), [
    (op) => {
      accounts(op);
      op.createSchema('audit');
      op.createFunction('plus', {
        arguments: "a int, b integer default 2, c text default 'x, y'",
        returns: 'integer',
        language: 'sql',
        body: 'select $1 + $2 -- a $$ in it',
        volatility: 'immutable',
        strict: true,
        parallel: 'safe',
        comment: 'adds',
      });
      op.createFunction(
        {schema: 'audit', name: 'whole'},
        {
          returns: 'setof account',
          language: 'sql',
          body: 'begin atomic select * from account; end',
          security: 'definer',
          settings: {search_path: 'public, pg_temp'},
        },
      );
      op.createProcedure('tidy', {
        arguments: 'until integer',
        language: 'plpgsql',
        body: '\nbegin\n  delete from entry where id < until;\nend\n',
      });
    },
    (op) => {
      op.replaceFunction('plus', {
        arguments: "a int, b integer default 3, c text default 'x, y'",
        returns: 'integer',
        language: 'sql',
        body: 'select 1',
      });
      op.replaceProcedure('tidy', {
        arguments: 'until integer',
        language: 'plpgsql',
        body: 'begin null; end',
      });
    },
    (op) => {
      op.replaceFunction('plus', {
        arguments: "a int, b integer default 3, c text default 'x, y'",
        returns: 'bigint',
        language: 'sql',
        body: 'select 1::bigint',
      });
      op.dropFunction({schema: 'audit', name: 'whole'});
      op.dropProcedure('tidy', 'until integer');
    },
  ]);
  expect(misfits).toEqual([]);
});

const refused = (fn: (op: Operations) => void): string => {
  try {
    sqlFor('sqlite', record(fn), replay(emptySchema, record(accounts)));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'not refused';
};

test('what SQLite has not is refused with what to do instead', () => {
  expect(refused((op) => op.createMaterializedView('m', 'select 1 as one'))).toMatch(
    'SQLite has no materialized view',
  );
  expect(refused((op) => op.createSequence('s'))).toMatch('SQLite has no sequence');
  expect(
    refused((op) =>
      op.createTrigger('t', 'account', {timing: 'after', events: ['insert'], execute: 'f()'}),
    ),
  ).toMatch('SQLite has no functions that a trigger could call');
});
