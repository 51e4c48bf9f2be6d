import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, test} from 'vitest';
import {parseAllowance, requireConsent, unconsented} from '../../source/analysis/consent.ts';
import {AthanorError} from '../../source/errors.ts';

const run = promisify(execFile);

const loss = (kind: 'drop-table' | 'drop-column', object: string) => ({
  kind,
  object,
  count: 3,
  message: '',
  revision: 'r1',
});
const losses = [loss('drop-table', 'account'), loss('drop-column', 'order.note')];
const allow = (...texts: readonly string[]) => ({
  all: false,
  allowed: texts.map((text) => parseAllowance(text)),
});

describe('unconsented', () => {
  test.for([
    ['nothing', [], ['account', 'order.note']],
    ['a kind', ['drop-table'], ['order.note']],
    ['one object of a kind', ['drop-column:order.note'], ['account']],
    ['another object of that kind', ['drop-table:invoice'], ['account', 'order.note']],
    ['both', ['drop-table:account', 'drop-column'], []],
  ] as const)('allowed %s', ([, texts, left]) => {
    expect(unconsented(losses, allow(...texts)).map(({object}) => object)).toEqual(left);
  });

  test.for([
    [2, ['account']],
    [3, []],
    [undefined, []],
  ] as const)('no more than %s, of 3', ([atMost, left]) => {
    const allowed = [{kind: 'drop-table', object: 'account', atMost} as const];
    const open = unconsented(losses.slice(0, 1), {all: false, allowed});
    expect(open.map(({object}) => object)).toEqual(left);
  });

  test('what can no longer be counted is more than what was', () => {
    const allowed = [{kind: 'drop-table', object: 'account', atMost: 3} as const];
    const uncounted = {...loss('drop-table', 'account'), count: undefined};
    expect(unconsented([uncounted], {all: false, allowed})).toHaveLength(1);
  });

  test('all of it', () => {
    expect(unconsented(losses, {all: true, allowed: []})).toEqual([]);
  });
});

test('a kind that there is not is a wrong usage that names those there are', () => {
  expect(() => parseAllowance('drop-database')).toThrow(
    expect.objectContaining({code: 'usage', hint: expect.stringContaining('drop-table')}),
  );
});

test('what is not consented to is refused with the losses and the words that allow them', () => {
  expect(() => requireConsent(losses, allow('drop-table'))).toThrow(
    expect.objectContaining({
      code: 'loss',
      message: expect.stringContaining('order.note: 3 values'),
      hint: expect.stringContaining('--allow drop-column:order.note'),
    }),
  );
});

test.for([
  'plain.name',
  'order line.a b',
  'o\'clock "t x"',
  'a:b.c.d',
  'tä?ble*$HOME`pwd`!\\',
  'a, b',
  '-x',
  'two\nlines',
])('what is to be typed for %j is one word of a shell and allows it', async (object) => {
  const lost = [loss('drop-table', object)];
  let hint = '';
  try {
    requireConsent(lost, allow());
  } catch (error) {
    if (error instanceof AthanorError) hint = error.hint ?? '';
  }
  const typed = /^to go on: (--allow [^]*), or --yes for all of it$/.exec(hint)?.[1];
  const {stdout} = await run('sh', ['-c', `for word in ${typed ?? ''}; do echo "$word"; done`]);
  const words = stdout.trimEnd().split('\n');
  expect(words).toHaveLength(2);
  expect(unconsented(lost, allow(words[1] ?? ''))).toEqual([]);
});
