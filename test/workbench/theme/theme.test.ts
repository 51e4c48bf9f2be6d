import {expect, test} from 'vitest';
import {ascii, chooseGlyphs, unicode} from '../../../source/workbench/theme/glyphs.ts';
import {looks} from '../../../source/workbench/theme/tones.ts';
import {textWidth} from '../../../source/workbench/text/width.ts';

test.for([
  [{LANG: 'en_US.UTF-8'}, undefined, unicode],
  [{LANG: 'C.utf8'}, undefined, unicode],
  [{LANG: 'C'}, undefined, ascii],
  [{}, undefined, ascii],
  [{LANG: 'en_US.UTF-8', LC_ALL: 'C'}, undefined, ascii],
  [{LANG: 'C', LC_CTYPE: 'en_US.UTF-8'}, undefined, unicode],
  [{LANG: 'en_US.UTF-8', TERM: 'linux'}, undefined, ascii],
  [{LANG: 'en_US.UTF-8'}, 'ascii', ascii],
  [{}, 'unicode', unicode],
] as const)('%j, asked for %s', ([environment, asked, glyphs]) => {
  expect(chooseGlyphs(environment, asked)).toBe(glyphs);
});

test('the theme knows only the sixteen colours that a terminal names', () => {
  const names = new Set('black red green yellow blue magenta cyan white gray'.split(' '));
  const used = Object.values(looks).flatMap(({color, backgroundColor}) => [color, backgroundColor]);
  expect(used.filter((name) => name !== undefined && !names.has(name))).toEqual([]);
});

const widths = (set: object): readonly number[] =>
  Object.entries(set).flatMap(([name, sign]) =>
    typeof sign === 'string' && name !== 'arrow' ? [textWidth(sign)] : [],
  );

test('a sign takes the same room in either set', () => {
  expect(new Set([...widths(unicode), ...widths(ascii)])).toEqual(new Set([1]));
});
