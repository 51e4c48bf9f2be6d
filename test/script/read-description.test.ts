import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  readAnyDescription,
  readDescription,
  readUsualDescription,
} from '../../source/script/read-description.ts';

test.for([
  [
    '/**\n * add account\n *\n * Revision: a1\n * Revises: base\n * Created: 2026-11-23T14:05:00Z\n */\nimport',
    'a_x',
    {message: 'add account', description: 'add account', created: '2026-11-23T14:05:00Z'},
  ],
  [
    '/**\n * two\n * lines\n *\n * and\n *   more\n */',
    'a_x',
    {message: 'two lines', description: 'two\nlines\n\nand\n  more', created: undefined},
  ],
  [
    '"use strict";\n/* short */',
    'a_x',
    {message: 'short', description: 'short', created: undefined},
  ],
  [
    '// one\n// Created: 2026-11-23T14:05:00+02:00\ncode // two',
    'a_x',
    {message: 'one', description: 'one', created: '2026-11-23T12:05:00Z'},
  ],
  [
    'export const revision',
    '1975ea83b712_add_account_table',
    {message: 'add account table', description: 'add account table', created: undefined},
  ],
  ['/** Created: some day */', 'a_x', {message: 'x', description: 'x', created: undefined}],
] as const)('%j', ([text, stem, description]) => {
  expect(readDescription(text, stem)).toEqual(description);
});

test('the short way says the same as the long one, or nothing', () => {
  const line = fc.constantFrom(
    'add account',
    ' padded  ',
    'Revision: aaaa',
    'Created: once',
    '',
    'x */',
  );
  const property = fc.property(fc.array(line, {minLength: 1, maxLength: 3}), (message) => {
    const comment = [
      ...message,
      '',
      'Revision: aaaa',
      'Revises: base',
      'Created: 2026-11-23T14:05:00Z',
    ];
    const text = `/**\n${comment.map((each) => ` * ${each}`.trimEnd()).join('\n')}\n */\n`;
    const short = readUsualDescription(text);
    expect(short ?? readAnyDescription(text, 'x')).toEqual(readAnyDescription(text, 'x'));
  });
  fc.assert(property);
  expect(
    readUsualDescription(
      '/**\n * a\n *\n * Revision: a\n * Revises: base\n * Created: 2026-11-23T14:05:00Z\n */\n',
    ),
  ).toEqual({message: 'a', description: 'a', created: '2026-11-23T14:05:00Z'});
});
