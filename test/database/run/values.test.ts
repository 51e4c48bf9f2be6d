import {expect, test} from 'vitest';
import {renderStatements} from '../../../source/autogenerate/render.ts';
import {replay} from '../../../source/operations/apply.ts';
import {record} from '../../../source/operations/recorder.ts';
import {reverseAll} from '../../../source/operations/reverse.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import {consentFrom} from '../../../source/commands/consent.ts';
import {offline} from '../../../source/commands/offline.ts';
import {upgrade} from '../../../source/commands/upgrade.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {projectOn} from '../../support/project-on.ts';
import {scriptWays} from '../../support/scripts.ts';

/** Text that something on the way could take for something else. */
const texts = [
  "it's",
  "a\\b\\'c",
  'a\r\nb\n.quit\n/\ngo\n;',
  '-- no comment /* nor this */',
  "$$ $1 ? :name :'name' %s",
  'é 漢 \u{1F600} \u202E',
  '',
  ' ',
];

const revision = `
  op.createTable('thing', (t) => ({
    id: t.integer().primary(), text: t.text().nullable(), big: t.bigint().nullable(), flag: t.boolean().nullable(),
    day: t.date().nullable(), at: t.datetime().nullable(), doc: t.json().nullable(), bytes: t.blob().nullable(),
    list: t.array().nullable(), price: t.decimal().precision(20).scale(4).nullable(),
  }));
  op.bulkInsert('thing', ${JSON.stringify(texts.map((text, id) => ({id, text})))});
  op.bulkInsert('thing', [{
    id: 100, big: 9223372036854775807n, flag: true, day: new Date('2026-02-03T00:00:00Z'),
    at: new Date('2026-02-03T04:05:06.000Z'), doc: {a: ["it's", null, 1.5, '\\\\', '"']},
    bytes: Uint8Array.of(0, 39, 92, 255), list: ['a', 'b"c', "d'e"], price: '1234567890123456.7891',
  }, {
    id: 101, big: -9223372036854775808n, flag: false, day: '2026-02-03', at: '2026-02-03T04:05:06.000Z', doc: 'text',
    bytes: 'text', list: [], price: -0.5,
  }]);
  op.execute('update thing set price = 1 -?, text = ? where id = ?', {values: [-2, ${JSON.stringify(texts[1])}, 101]});`;

test.for(dialectNames)(
  'awkward values are on %s what they were, online and by script',
  async (dialect) => {
    const {project, ask} = await projectOn(dialect, {aaaa: {upgrade: revision}});
    for await (const _ of upgrade(project, {
      target: 'heads',
      consent: consentFrom({yes: true, allow: []}),
    }));
    const rows = await ask<Record<string, unknown>>('select * from thing order by id');
    expect(rows.slice(0, texts.length).map(({text}) => text)).toEqual(texts);
    const [one, other] = rows.slice(-2);
    expect(one?.['bytes']).toEqual(Buffer.of(0, 39, 92, 255));
    expect(other).toMatchObject({text: texts[1]});
    expect([one, other].map((row) => instantOf(row?.['at']))).toEqual(
      [1, 2].map(() => Date.parse('2026-02-03T04:05:06.000Z')),
    );
    const exact = await ask(
      `select cast(big as text) as big, cast(price as text) as price from thing where id >= 100 order by id`,
    );
    expect(exact[0]).toMatchObject({big: '9223372036854775807'});
    expect(Number(exact[1]?.['price'])).toBe(3);

    const script = await offline(project, {direction: 'upgrade', range: 'heads'});
    for (const {perform, name} of scriptWays.filter((way) => way.dialect === dialect)) {
      const database = await freshDatabase(dialect);
      expect(await perform(database, script)).toEqual({error: ''});
      const session = await database.open('read');
      expect({name, rows: await session.query('select * from thing order by id')}).toEqual({
        name,
        rows,
      });
    }
  },
);

/** SQLite keeps milliseconds, PostgreSQL's driver gives text. */
const instantOf = (at: unknown): number =>
  (typeof at === 'number' ? new Date(at) : new Date(String(at))).getTime();

test('zero bytes are kept by SQLite, and refused where PostgreSQL cannot hold them', async () => {
  const upgradeText = `op.createTable('t', (t) => ({id: t.integer().primary(), text: t.text()}));
  op.bulkInsert('t', [{id: 1, text: 'a\\0b'}]);`;
  const {project} = await projectOn('sqlite', {aaaa: {upgrade: upgradeText}});
  const script = await offline(project, {direction: 'upgrade', range: 'heads'});
  for (const {perform} of scriptWays.filter((way) => way.dialect === 'sqlite')) {
    const database = await freshDatabase('sqlite');
    expect(await perform(database, script)).toEqual({error: ''});
    const session = await database.open('read');
    expect(await session.query('select hex(text) as text from t')).toEqual([{text: '610062'}]);
  }
  await expect(
    offline(project, {direction: 'upgrade', range: 'heads', dialect: 'postgresql'}),
  ).rejects.toMatchObject({code: 'bad_operation'});
});

test('rows that were inserted are deleted on the way back, by their key', () => {
  const made = record((op) => {
    op.createTable('t', (t) => ({a: t.integer(), b: t.text()}), {primaryKey: ['a', 'b']});
  });
  const schema = replay(emptySchema, made);
  const insert = record((op) =>
    op.bulkInsert('t', [
      {a: 1, b: "x'y"},
      {a: 2, b: 'z'},
    ]),
  );
  expect(renderStatements(reverseAll(insert, schema)).join('\n')).toContain(
    'delete from "t" where ("a" = ? and "b" = ?) or ("a" = ? and "b" = ?)',
  );
  const keyless = record((op) => op.bulkInsert('t', [{a: 1}]));
  expect(() => reverseAll(keyless, schema)).toThrow(
    expect.objectContaining({code: 'bad_operation'}),
  );
  expect(() => record((op) => op.execute('select ?', {values: []}))).toThrow(/1 placeholders/);
});
