import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {readDescription} from '../../source/script/read-description.ts';
import {readUsualHeader} from '../../source/script/read-header.ts';
import {isoInZone} from '../../source/script/time-in-zone.ts';
import {revisionFileName, revisionText, writeScript} from '../../source/script/write-script.ts';
import {ProjectDirectory} from '../support/project-directory.ts';

const usualNaming = {fileTemplate: '{rev}_{slug}', slugLength: 40, timezone: 'UTC'};
const created = new Date('2026-11-23T14:05:00Z');

const revision = {
  id: '1975ea83b712',
  message: 'add account table',
  downRevisions: [],
  branchLabels: [],
  dependsOn: [],
  created: '2026-11-23T14:05:00Z',
  upgrade: ["op.dropTable('account');"],
  downgrade: [],
};

test('the text of a revision', () => {
  expect(revisionText(revision)).toBe(`/**
 * add account table
 *
 * Revision: 1975ea83b712
 * Revises: base
 * Created: 2026-11-23T14:05:00Z
 */
import type {Operations} from 'athanor';

export const revision = '1975ea83b712';
export const downRevision = null;

export function upgrade(op: Operations) {
  op.dropTable('account');
}

export function downgrade() {}
`);
});

test('what is written is read again, the short way', () => {
  const id = fc.stringMatching(/^[\w.]{1,12}$/);
  const any = fc.record({
    id,
    downRevisions: fc.array(id, {maxLength: 3}),
    branchLabels: fc.array(fc.stringMatching(/^[\w, ."$-]{1,9}$/), {maxLength: 2}),
    dependsOn: fc.array(id, {maxLength: 2}),
    message: fc
      .stringMatching(/^[\w*/'"`$ ]{1,30}$/)
      .filter((text) => text.trim() === text && !text.includes('*/')),
  });
  fc.assert(
    fc.property(any, (given) => {
      const text = revisionText({...revision, ...given});
      const {message, ...header} = given;
      expect(readUsualHeader(text)).toEqual({
        revision: header.id,
        downRevisions: header.downRevisions,
        branchLabels: header.branchLabels,
        dependsOn: header.dependsOn,
      });
      expect(readDescription(text, 'x')).toMatchObject({
        message: message.trim(),
        created: revision.created,
      });
    }),
  );
});

test.for([
  ['add account table', '1975ea83b712_add_account_table.ts'],
  ['Größe: "ändern"!', '1975ea83b712_größe_ändern.ts'],
  ['../../etc/passwd', '1975ea83b712_etc_passwd.ts'],
  ['', '1975ea83b712.ts'],
  [
    'a very long message that goes on and on and on',
    '1975ea83b712_a_very_long_message_that_goes_on_and_on.ts',
  ],
  ['x'.repeat(80), `1975ea83b712_${'x'.repeat(40)}.ts`],
] as const)('%j is the file %s', ([message, name]) => {
  expect(revisionFileName({id: '1975ea83b712', message, created}, usualNaming)).toBe(name);
});

test.for([
  ['{year}_{month}_{day}_{hour}{minute}{second}-{rev}', 'x', '2026_11_23_030405-1975ea83b712.ts'],
  ['{epoch}_{slug}', 'Add It', '1795370645_add_it.ts'],
  ['{year}/{month}/{slug}_{rev}', '', '2026/11/1975ea83b712.ts'],
  ['{rev}_{slug}', 'one two three four', '1975ea83b712_one_two.ts'],
] as const)('the template %j over %j is the file %s', ([fileTemplate, message, name]) => {
  const naming = {fileTemplate, slugLength: 9, timezone: 'Asia/Tokyo'};
  const instant = new Date('2026-11-22T18:04:05Z');
  expect(revisionFileName({id: '1975ea83b712', message, created: instant}, naming)).toBe(name);
});

test('an instant has the digits of its time zone, and says how far that is from UTC', () => {
  expect(isoInZone(created, 'UTC')).toBe('2026-11-23T14:05:00Z');
  expect(isoInZone(created, 'Asia/Kolkata')).toBe('2026-11-23T19:35:00+05:30');
  expect(isoInZone(new Date('2026-07-01T22:30:00Z'), 'Europe/Vienna')).toBe(
    '2026-07-02T00:30:00+02:00',
  );
  const text = revisionText({...revision, created: isoInZone(created, 'America/New_York')});
  expect(readDescription(text, 'x').created).toBe('2026-11-23T14:05:00Z');
});

test('a comment cannot be ended by the message', () => {
  expect(revisionText({...revision, message: 'x */ throw 1; /*'})).toContain(
    String.raw` * x *\/ throw 1; /*`,
  );
});

test('what uses no operation declares none', () => {
  const text = revisionText({...revision, upgrade: [], downgrade: ['// there is no way back']});
  expect(text.slice(text.indexOf('*/') + 3)).toBe(`export const revision = '1975ea83b712';
export const downRevision = null;

export function upgrade() {}

export function downgrade() {
  // there is no way back
}
`);
  expect(readUsualHeader(text)).toMatchObject({revision: '1975ea83b712'});
});

test('a place that cannot be written is told', () => {
  using project = new ProjectDirectory({file: ''});
  expect(() => writeScript(`${project.path}/file/below/a.ts`, 'one')).toThrow(
    expect.objectContaining({code: 'not_written'}),
  );
});

test('never overwrites', () => {
  using project = new ProjectDirectory();
  writeScript(`${project.path}/new/a.ts`, 'one');
  expect(() => writeScript(`${project.path}/new/a.ts`, 'two')).toThrow(
    expect.objectContaining({code: 'file_exists'}),
  );
});
