import {expect, test} from 'vitest';
import {admit, armed} from '../../../source/workbench/dialogs/arming.ts';
import {answer, confirmation, type Demand} from '../../../source/workbench/dialogs/confirmation.ts';
import type {KeyPress} from '../../../source/workbench/keys/key-press.ts';

const key = (name: string, at: number): KeyPress => ({
  name,
  text: name.length === 1 ? name : '',
  at,
});

/** How a question that `d` led to at 0 ends after these keys. */
function outcome(demand: Demand, presses: readonly (readonly [string, number])[]) {
  let asked = confirmation(demand, key('d', 0), 0);
  for (const [name, at] of presses) {
    const next = answer(asked, key(name, at));
    if (next.outcome !== 'open') return next.outcome;
    asked = next.confirmation;
  }
  return 'open';
}

const yes: Demand = {kind: 'yes'};
const twelve: Demand = {kind: 'number', number: 12};
const prod: Demand = {kind: 'name', name: 'prod'};
const toy: Demand = {kind: 'name', name: 'toy'};

test.for([
  [yes, [['y', 300]], 'confirmed', 'y says yes'],
  [yes, [['y', 249]], 'open', 'but not before it could be read'],
  [
    yes,
    [
      ['y', 249],
      ['y', 250],
    ],
    'confirmed',
    'a key that did not count does no harm',
  ],
  [yes, [['enter', 300]], 'open', 'Enter never does'],
  [yes, [['n', 300]], 'cancelled', 'n says no'],
  [yes, [['esc', 10]], 'cancelled', 'escape leaves at once'],
  [yes, [['Y', 300]], 'open', 'nor does a capital letter'],
  [twelve, [['y', 300]], 'open', 'y alone is not enough where something is lost'],
  [
    twelve,
    [
      ['1', 300],
      ['2', 310],
      ['y', 320],
    ],
    'confirmed',
    'the number and y',
  ],
  [
    twelve,
    [
      ['1', 300],
      ['2', 310],
      ['enter', 320],
    ],
    'open',
    'the number and Enter',
  ],
  [
    twelve,
    [
      ['1', 300],
      ['y', 310],
      ['2', 320],
      ['y', 330],
    ],
    'open',
    'what was typed wrong stays wrong',
  ],
  [
    twelve,
    [
      ['1', 300],
      ['3', 310],
      ['backspace', 320],
      ['2', 330],
      ['y', 340],
    ],
    'confirmed',
    'until it is corrected',
  ],
  [
    twelve,
    [
      ['1', 100],
      ['1', 300],
      ['2', 310],
      ['y', 320],
    ],
    'confirmed',
    'what came too early was not typed',
  ],
  [
    prod,
    [
      ['p', 300],
      ['r', 310],
      ['o', 320],
      ['d', 330],
      ['y', 340],
    ],
    'confirmed',
    'the name, though it holds the key that led here',
  ],
  [
    toy,
    [
      ['t', 300],
      ['o', 310],
      ['y', 320],
    ],
    'open',
    'a name that ends in y',
  ],
  [
    toy,
    [
      ['t', 300],
      ['o', 310],
      ['y', 320],
      ['y', 330],
    ],
    'confirmed',
    'and y after it',
  ],
] as const)('%j after %j: %s, %s', ([demand, presses, result]) => {
  expect(outcome(demand, presses)).toBe(result);
});

test('the key that led here does not count until another came', () => {
  let asked = confirmation(yes, key('y', 0), 0);
  for (let at = 30; at < 5000; at += 30) {
    const next = answer(asked, key('y', at));
    expect(next.outcome).toBe('open');
    asked = next.confirmation;
  }
  asked = answer(asked, key('j', 5000)).confirmation;
  expect(answer(asked, key('y', 5100)).outcome).toBe('confirmed');
});

test('where it may count again, the held key does after silence only', () => {
  let arming = armed(key('y', 0), 0, 700);
  const counts = (at: number): boolean => {
    const next = admit(arming, key('y', at));
    arming = next.arming;
    return next.counts;
  };
  expect([500, 530, 560, 1200].map(counts)).toEqual([false, false, false, false]);
  expect(counts(1900)).toBe(true);
});

test.for([
  [[500, 1000], 'a hand that presses twice at its own pace', true],
  [[500, 533, 566, 599], 'a key that is held', false],
  [[500, 590, 680, 770], 'one that repeats slowly', false],
  [[500, 533, 700, 733, 900], 'one whose repetitions come late now and then', false],
  [[701], 'a hand after a silence', true],
] as const)('%j: %s', ([presses, , result]) => {
  let arming = armed(key('y', 0), 0, 700);
  let counts = false;
  for (const at of presses) ({arming, counts} = admit(arming, key('y', at)));
  expect(counts).toBe(result);
});
