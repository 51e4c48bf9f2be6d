import {expect, test} from 'vitest';
import {keysOf} from '../../../source/workbench/keys/binding.ts';
import {bindings, bindingsOf, type Scope} from '../../../source/workbench/keys/bindings.ts';
import {collisions, standardKeys} from '../../../source/workbench/keys/key-table.ts';
import {chains} from '../../../source/workbench/keys/scopes.ts';
import {keyPress} from '../../../source/workbench/keys/key-press.ts';
import type {Key} from 'ink';

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.keys widens the names of the table to string
const scopes = Object.keys(bindings) as readonly Scope[];
test('in no place a key means two things', () => {
  expect(collisions(standardKeys)).toEqual([]);
});

test('the first screen has at most twenty keys beside those for moving about', () => {
  const keys = [...bindingsOf('root'), ...bindingsOf('everywhere')].flatMap((one) => keysOf(one));
  expect(keys.length).toBeLessThanOrEqual(20);
});

test('z, o and b mean nothing', () => {
  const all = scopes.flatMap((scope) => bindingsOf(scope)).flatMap((one) => keysOf(one));
  expect(all.filter((key) => ['z', 'o', 'b'].includes(key))).toEqual([]);
});

test('every scope holds somewhere', () => {
  const used = new Set<string>(Object.values(chains).flat());
  expect(scopes.filter((scope) => !used.has(scope))).toEqual([]);
});

test('Enter neither confirms nor changes a database anywhere', () => {
  const harmless = new Set(['open', 'chooseCommand', 'submit']);
  const entering = scopes
    .flatMap((scope) => bindingsOf(scope))
    .filter((binding) => keysOf(binding).includes('enter'));
  expect(entering.map(({action}) => action).filter((name) => !harmless.has(name))).toEqual([]);
});

const noKey: Key = {
  upArrow: false,
  downArrow: false,
  leftArrow: false,
  rightArrow: false,
  pageDown: false,
  pageUp: false,
  home: false,
  end: false,
  return: false,
  escape: false,
  ctrl: false,
  shift: false,
  tab: false,
  backspace: false,
  delete: false,
  meta: false,
  super: false,
  hyper: false,
  capsLock: false,
  numLock: false,
};

test.for([
  ['j', {}, 'j', 'j'],
  ['J', {shift: true}, 'J', 'J'],
  ['?', {}, '?', '?'],
  [' ', {}, 'space', ' '],
  ['d', {ctrl: true}, 'ctrl+d', ''],
  ['', {downArrow: true}, 'down', ''],
  ['', {tab: true, shift: true}, 'shift+tab', ''],
  ['', {escape: true}, 'esc', ''],
  ['', {escape: true, meta: true}, 'esc', ''],
  ['\r', {return: true}, 'enter', ''],
  ['d', {meta: true}, 'alt+d', ''],
  ['é', {}, 'é', 'é'],
  ['pasted', {}, 'pasted', 'pasted'],
] as const)('%j with %j is %s', ([input, flags, name, text]) => {
  expect(keyPress(input, {...noKey, ...flags}, 5)).toEqual({name, text, at: 5});
});
