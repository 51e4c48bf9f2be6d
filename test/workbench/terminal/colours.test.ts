import {expect, test} from 'vitest';
import {decideColours} from '../../../source/workbench/terminal/colours.ts';

test.for([
  [{NO_COLOR: '1'}, '0', 'NO_COLOR is said in the word that the library knows'],
  [{NO_COLOR: '1', FORCE_COLOR: '3'}, '0', 'NO_COLOR is stronger'],
  [{NO_COLOR: ''}, undefined, 'an empty NO_COLOR says nothing'],
  [{}, undefined, 'nothing is decided unasked'],
] as const)('%j → FORCE_COLOR %j: %s', ([given, wanted]) => {
  const environment: Record<string, string | undefined> = {...given};
  decideColours(environment);
  expect(environment['FORCE_COLOR']).toBe(wanted);
});

test('refuses a terminal that cannot move its cursor', () => {
  expect(() => decideColours({TERM: 'dumb'})).toThrow(expect.objectContaining({code: 'usage'}));
});
