import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  shownField,
  textField,
  typeKey,
  typeText,
  type TextField,
} from '../../../source/workbench/dialogs/text-field.ts';
import {textWidth} from '../../../source/workbench/text/width.ts';

const type = (field: TextField, ...names: readonly string[]): TextField =>
  names.reduce(
    (now, name) => typeKey(now, {name, text: name.length > 1 && name !== '👍' ? '' : name, at: 0}),
    field,
  );

test.for([
  [['a', 'b', '👍'], 'ab👍', 3],
  [['a', 'b', 'left', 'c'], 'acb', 2],
  [['a', 'b', 'home', 'c', 'end', 'd'], 'cabd', 4],
  [['a', 'b', 'backspace', 'backspace', 'backspace'], '', 0],
  [['a', 'b', 'home', 'delete'], 'b', 0],
  [['a', 'b', 'c', 'left', 'ctrl+u'], 'c', 0],
  [['a', 'b', 'c', 'ctrl+a', 'right', 'ctrl+k'], 'a', 1],
  [['a', 'b', 'f5', 'ctrl+x'], 'ab', 2],
] as const)('%j → %s', ([names, value, cursor]) => {
  expect(type(textField(), ...names)).toEqual({value, cursor});
});

test('ctrl+w takes a word away', () => {
  expect(type(textField('add the catalogue '), 'ctrl+w')).toEqual({value: 'add the ', cursor: 8});
});

test('a pasted text is put in as one line', () => {
  expect(typeText(textField('ac'), '\u001B1\n2').value).toBe('ac1 2');
});

test('the cursor is always in sight', () => {
  fc.assert(
    fc.property(
      fc.string({unit: fc.constantFrom('a', '漢')}),
      fc.nat(40),
      fc.integer({min: 3, max: 20}),
      (value, at, columns) => {
        const field = {value, cursor: Math.min(at, Array.from(value).length)};
        expect(textWidth(shownField(field, columns).before)).toBeLessThan(columns);
      },
    ),
  );
});
