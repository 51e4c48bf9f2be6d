import {expect, test} from 'vitest';
import {lossesText} from '../../../source/workbench/screens/plan/loss-lines.ts';
import {fakeLoss} from '../support/fake-plan.ts';

test.for([
  [[12], 'a (12 rows)'],
  [[12, 1], '13 in all: a (12 rows), b (1 row)'],
  [[12, undefined], 'what cannot all be counted: a (12 rows), b (unknown rows)'],
] as const)('of %j the sum is told before each', ([counts, text]) => {
  expect(lossesText(counts.map((count, at) => fakeLoss('ab'.charAt(at), count)))).toBe(text);
});
