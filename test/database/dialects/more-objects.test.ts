import {expect, test} from 'vitest';
import type {Operations} from '../../../source/operations/operations.ts';
import {accounts, misfitsOf} from '../../support/carried-out.ts';
import {freshDatabase} from '../../support/databases.ts';

test('sequences, extensions and policies on PostgreSQL', async () => {
  const {open} = await freshDatabase('postgresql');
  const misfits = await misfitsOf(await open(), [
    accounts,
    (op) => {
      op.createSequence('plain');
      op.createSequence('odd "one"', {
        as: 'integer',
        start: 7,
        increment: -3,
        min: '-1000',
        max: 900,
        cache: 5,
        cycle: true,
      });
      op.createSchema('extra');
      op.createExtension('citext');
      op.createExtension('hstore', {schema: 'extra'});
      op.createPolicy('own', 'account', {
        for: 'update',
        to: ['pg_monitor', 'public'],
        using: '(email = current_user)',
        check: "account.email <> ''",
        restrictive: true,
      });
      op.createPolicy('all', 'account', {using: 'true'});
    },
    (op) => {
      op.replaceSequence('plain', {start: 100, max: '9223372036854775806'});
      op.replacePolicy('own', 'account', {to: ['pg_monitor'], using: 'id > 3'});
      op.replaceExtension('hstore', {schema: 'public'});
      op.alterColumn('account', 'id', {type: (t) => t.bigint()});
    },
    (op) => {
      op.dropExtension('citext');
      op.dropSequence('odd "one"');
      op.dropTable('account');
    },
  ]);
  expect(misfits).toEqual([]);
});

/** A table of stays in rooms, and one that is parted. */
function bookings(op: Operations): void {
  accounts(op);
  op.createExtension('btree_gist');
  op.createTable('booking', (t) => ({
    id: t.integer().primary(),
    room: t.integer().nullable(),
    note: t.text().nullable(),
    during: t.raw('daterange').nullable(),
  }));
  op.createTable(
    'event',
    (t) => ({made_on: t.date(), kind: t.string().length(10), id: t.integer()}),
    {primaryKey: ['made_on', 'id'], partitionBy: 'range (made_on)'},
  );
}

test('exclusions, row security, partitions, storage and nulls that are alike on PostgreSQL', async () => {
  const {open} = await freshDatabase('postgresql');
  const session = await open();
  const misfits = await misfitsOf(session, [
    bookings,
    (op) => {
      op.createExclusion(
        'no_overlap',
        'booking',
        'using gist (room with =, during with &&) where (id > 3)',
      );
      op.createRowSecurity('account');
      op.createRowSecurity('booking', {forced: true});
      op.createPolicy('own', 'booking', {using: 'id > 1'});
      op.createPartition('event_2026', 'event', "for values from ('2026-01-01') to ('2027-01-01')");
      op.createPartition('event_rest', 'event', 'default');
      op.createUnique('booking_room_note', 'booking', ['room', 'note'], {nullsNotDistinct: true});
      op.createIndex('booking_note', 'booking', ['note'], {unique: true, nullsNotDistinct: true});
      op.createTable('kept', (t) => ({id: t.integer().primary(), code: t.text().nullable()}), {
        with: {fillfactor: 70, 'toast.autovacuum_enabled': 'false'},
        uniques: {kept_code: {columns: ['code'], nullsNotDistinct: true}},
      });
    },
    (op) => {
      op.setTableStorage('kept', {autovacuum_vacuum_threshold: 100});
      op.replaceRowSecurity('account', {forced: true});
      op.replaceRowSecurity('booking', {});
      op.renameColumn('booking', 'room', 'place');
      op.renameTable('booking', 'stay');
      op.replaceExclusion(
        'no_overlap',
        'stay',
        'using gist (place with =, during with &&) deferrable',
      );
      op.dropPartition('event_rest', 'event');
    },
    (op) => {
      op.dropRowSecurity('stay');
      op.dropColumn('stay', 'during');
      op.addColumn('stay', 'during', (t) => t.raw('tsrange').nullable());
      op.createExclusion('no_overlap', 'stay', 'using gist (place with =)');
      op.dropExclusion('no_overlap', 'stay');
      op.setTableStorage('kept', {});
      op.dropTable('event');
    },
  ]);
  expect(misfits).toEqual([]);
});
