import {expect, test} from 'vitest';
import {withPlaceholders} from '../../source/schema/placeholders.ts';

test.for([
  ['a = ? and b = ?', 'a = $1 and b = $2'],
  ["a = '?' and b = ?", "a = '?' and b = $1"],
  ["a = 'it''s ?' and b = ?", "a = 'it''s ?' and b = $1"],
  [String.raw`a = e'\'?' and b = ?`, String.raw`a = e'\'?' and b = $1`],
  ['"odd?" = ? -- why?\n and b = ?', '"odd?" = $1 -- why?\n and b = $2'],
  ['/* ? */ ?', '/* ? */ $1'],
  ['$$ ? $$ || $x$ ? $x$ || ?', '$$ ? $$ || $x$ ? $x$ || $1'],
  [String.raw`data \? ?`, 'data ? $1'],
  ['`odd?` = ?', '`odd?` = $1'],
] as const)('%j becomes %j', ([sql, wanted]) => {
  expect(withPlaceholders(sql, (number) => `$${String(number)}`)).toBe(wanted);
});
