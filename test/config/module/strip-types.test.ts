import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {prepare} from '../../../source/config/module/evaluate.ts';
import {stripTypes, stripUsualTypes} from '../../../source/config/module/strip-types.ts';

const shop = fileURLToPath(new URL('../../../examples/shop/', import.meta.url));
const real = [
  'athanor.config.ts',
  ...readdirSync(`${shop}revisions`).map((name) => `revisions/${name}`),
];

test('the short way gives what the parser gives, character by character', () => {
  expect(real.length).toBeGreaterThan(10);
  for (const name of real) {
    const text = readFileSync(shop + name, 'utf8');
    // With comparisons outside strings it is left to the parser.
    expect({name, text: stripUsualTypes(text) ?? stripTypes(text)}).toEqual({
      name,
      text: stripTypes(text),
    });
  }
  expect(
    real.filter((name) => stripUsualTypes(readFileSync(shop + name, 'utf8')) !== undefined).length,
  ).toBeGreaterThan(10);
});

test.for([
  [
    'generics',
    'export const a = f<string>(1);\nfunction f<T>(x: T) { return typeof x; }',
    {a: 'number'},
  ],
  ['annotations', 'export const a: number = 1;', {a: 1}],
  ['interfaces', 'interface A { b: string }\nexport const a = {b: 1 as unknown};', {a: {b: 1}}],
  [
    'as const at the end of a line',
    'export const a = [1] as const\nexport const b = 2',
    {a: [1], b: 2},
  ],
  [
    'words of TypeScript as keys',
    'export const a = {type: 1, satisfies: 2, declare: 3};',
    {a: {type: 1, satisfies: 2, declare: 3}},
  ],
  [
    'an object before satisfies',
    "import type {A} from 'a';\nexport const a = {b: 1} satisfies A;",
    {a: {b: 1}},
  ],
  [
    'what looks like code in strings',
    'export const a = "import type {A} from \'b\';", b = 1;',
    undefined,
  ],
  ['export default', 'export default {a: 1};', {default: {a: 1}}],
  ['regular expressions', 'export const a = /[/`"]+<b>/.test("/`");', {a: false}],
  [
    'templates',
    'const b = 1;\nexport const a = `export const c = ${`${b}`}`;',
    {a: 'export const c = 1'},
  ],
  ['imports', "import {a} from './b.ts';\nexport const c = a;", undefined],
  ['imports in the middle', "export const c = () => import('./b.ts');", undefined],
  ['await outside', 'export const a = await 1;', undefined],
  ['export lists', 'const a = 1;\nexport {a};', undefined],
  ['an enum', 'enum A {B}\nexport const a = A.B;', undefined],
] as const)('%s', ([, text, exports]) => {
  expect(prepare(text, '/somewhere/a.ts')?.evaluate()).toEqual(exports);
});
