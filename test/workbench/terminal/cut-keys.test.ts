import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {cutKeys, escapeKey, settleRest} from '../../../source/workbench/terminal/cut-keys.ts';

const keysOf = (input: string): readonly string[] =>
  cutKeys(input).tokens.map((token) => (token.kind === 'mouse' ? 'mouse' : token.sequence));

describe('cutKeys', () => {
  test.for([
    ['jjj', ['j', 'j', 'j'], '', 'keys that arrive together are keys each'],
    ['j\u001B[B\u001B[Bj', ['j', '\u001B[B', '\u001B[B', 'j'], '', 'arrows among letters'],
    [
      '\u001B[1;5C\u001BOA\u001B[15~',
      ['\u001B[1;5C', '\u001BOA', '\u001B[15~'],
      '',
      'modifiers, SS3, function keys',
    ],
    ['\u001B[[A', ['\u001B[[A'], '', 'a function key of the Linux console'],
    ['\u001Bj', ['\u001Bj'], '', 'Alt with a letter is one key'],
    ['\u001B\u001B[A', [escapeKey, '\u001B[A'], '', 'escape and then an arrow'],
    ['\u001B', [], '\u001B', 'a lone escape may go on'],
    ['j\u001B[', ['j'], '\u001B[', 'the beginning of a sequence is kept'],
    ['\u001B[1;', [], '\u001B[1;', 'so are its parameters'],
    ['\u001B[é', ['[', 'é'], '', 'what is no sequence loses its escape only'],
    ['é👩‍🚀x', ['é', '👩‍🚀', 'x'], '', 'a character is what a reader sees'],
    ['\u0003\u001A', ['\u0003', '\u001A'], '', 'control keys'],
    [
      '\u001B[<0;3;4Mj\u001B[<64;1;1m',
      ['mouse', 'j', 'mouse'],
      '',
      'reports of the mouse are cut out',
    ],
    ['\u001B[<0;3', [], '\u001B[<0;3', 'also when half of one came'],
    [
      'a\u001B[200~y\ny\u001B[201~b',
      ['a', '\u001B[200~y\ny\u001B[201~', 'b'],
      '',
      'a paste stays whole',
    ],
    ['\u001B[200~y\u001B[A', [], '\u001B[200~y\u001B[A', 'a paste waits for its end'],
  ] as const)('%j → %j, rest %j: %s', ([input, keys, rest]) => {
    expect(keysOf(input)).toEqual(keys);
    expect(cutKeys(input).rest).toBe(rest);
  });

  test('tells where the mouse was', () => {
    expect(cutKeys('\u001B[<2;30;7M').tokens).toEqual([
      {kind: 'mouse', report: {button: 2, column: 30, row: 7, pressed: true}},
    ]);
  });
});

/** What comes out when the input arrives in chunks of these sizes. */
function inChunks(whole: string, sizes: readonly number[]) {
  let rest = '';
  const tokens: unknown[] = [];
  for (let at = 0, turn = 0; at < whole.length; turn++) {
    const size = sizes[turn % Math.max(1, sizes.length)] ?? whole.length;
    const next = cutKeys(rest + whole.slice(at, at + size));
    tokens.push(...next.tokens);
    rest = next.rest;
    at += size;
  }
  return {tokens, rest};
}

test('however the input is cut into chunks, the keys are the same', () => {
  const part = fc.constantFrom(
    'j',
    'é',
    '\u001B[B',
    '\u001B[1;5C',
    '\u001BOA',
    '\u001B[200~paste\u001B[201~',
    '\u001B[<0;1;1M',
    '\r',
  );
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.integer({min: 1, max: 5})), (parts, sizes) => {
      const whole = parts.join('');
      expect(inChunks(whole, sizes)).toEqual({tokens: cutKeys(whole).tokens, rest: ''});
    }),
  );
});

describe('settleRest', () => {
  test.for([
    ['\u001B', [{kind: 'key', sequence: escapeKey}], 'an escape that nothing followed is the key'],
    ['\u001B[', [], 'half a sequence is nothing'],
    [
      '\u001B[200~half',
      [{kind: 'paste', sequence: '\u001B[200~half\u001B[201~'}],
      'a paste that lost its end is what came',
    ],
  ] as const)('%j: %j, %s', ([rest, tokens]) => {
    expect(settleRest(rest)).toEqual(tokens);
  });
});
