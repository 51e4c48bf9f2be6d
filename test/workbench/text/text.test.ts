import * as fc from 'fast-check';
import {Box, renderToString, Text} from 'ink';
import {createElement} from 'react';
import {describe, expect, test} from 'vitest';
import {cut, cutStart, fit, wrapWords} from '../../../source/workbench/text/cut.ts';
import {visible, visibleLines} from '../../../source/workbench/text/visible.ts';
import {textWidth} from '../../../source/workbench/text/width.ts';

/** How wide Ink takes a text to be: the narrowest box that it fits without being cut. */
function inkWidth(text: string): number {
  for (let width = 0; ; width++) {
    const drawn = renderToString(
      createElement(Box, {width: width + 2}, createElement(Text, {wrap: 'truncate'}, `[${text}]`)),
      {columns: 200},
    );
    if (drawn === `[${text}]`) return width;
  }
}

describe('textWidth', () => {
  test.for([
    ['', 0],
    ['plain', 5],
    ['é', 1],
    ['e\u0301', 1],
    ['漢字', 4],
    ['한국', 4],
    ['ｆｕｌｌ', 8],
    ['👍', 2],
    ['👩‍🚀', 2],
    ['🇦🇹', 2],
    ['❤️', 2],
    ['❤', 1],
    ['◉─┴─╯', 5],
    ['○●◎✗…', 5],
  ] as const)('%s takes %i columns, as Ink has it', ([text, width]) => {
    expect(textWidth(text)).toBe(width);
    expect(inkWidth(text)).toBe(width);
  });
});

const words = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '漢', '👍', 'é', '─'),
  maxLength: 30,
});

describe('cut and fit', () => {
  test.for([
    ['abcdef', 6, 'abcdef'],
    ['abcdef', 5, 'abcd…'],
    ['abcdef', 1, '…'],
    ['abcdef', 0, ''],
    ['漢字字', 4, '漢…'],
    ['漢字字', 5, '漢字…'],
  ] as const)('cut %s to %i: %s', ([text, columns, result]) => {
    expect(cut(text, columns)).toBe(result);
  });

  test('a path loses its beginning', () => {
    expect(cutStart('/home/ana/shop/revisions', 11)).toBe('…/revisions');
    expect(cutStart('short', 11)).toBe('short');
    expect(cutStart('short', 0)).toBe('');
  });

  test('never get wider than they may, and fit is exact', () => {
    fc.assert(
      fc.property(words, fc.integer({min: 0, max: 20}), (text, columns) => {
        expect(textWidth(cut(text, columns))).toBeLessThanOrEqual(columns);
        expect(textWidth(cutStart(text, columns))).toBeLessThanOrEqual(columns);
        expect(textWidth(fit(text, columns))).toBe(columns);
      }),
    );
  });
});

describe('wrapWords', () => {
  test.for([
    ['one two three', 8, ['one two', 'three']],
    ['one', 8, ['one']],
    ['abcdefghij kl', 4, ['abcd', 'efgh', 'ij', 'kl']],
    ['', 4, ['']],
  ] as const)('%s in %i: %j', ([text, columns, lines]) => {
    expect(wrapWords(text, columns)).toEqual(lines);
  });

  test('keeps every word and no line is too wide', () => {
    fc.assert(
      fc.property(words, fc.integer({min: 2, max: 20}), (text, columns) => {
        const lines = wrapWords(text, columns);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('visible', () => {
  test.for([
    ['select 1', 'select 1', 'leaves text alone'],
    ['a\tb', 'a   b', 'tabs become blanks'],
    [
      '\u001B[31mred\u001B[0m',
      String.raw`\u{1B}[31mred\u{1B}[0m`,
      'colours of others are shown, not obeyed',
    ],
    ['a\u202Eb', String.raw`a\u{202E}b`, 'nothing turns the direction'],
    ['a\u200Bb', String.raw`a\u{200B}b`, 'nothing is invisible'],
    ['👩‍🚀', '👩‍🚀', 'an emoji keeps its joiner'],
    ['a\u200Db', String.raw`a\u{200D}b`, 'but no other text may have one'],
    ['\u009B2J', String.raw`\u{9B}2J`, 'eight-bit controls'],
  ] as const)('%j → %s: %s', ([text, shown]) => {
    expect(visible(text)).toBe(shown);
  });

  test('cuts lines at every kind of line end', () => {
    expect(visibleLines('a\r\nb\rc\nd')).toEqual(['a', 'b', 'c', 'd']);
  });
});
