import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {asAthanorError, AthanorError} from '../source/errors.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const matches = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, found = '']) => found).toSorted();

test('docs/errors.md has each code once, and none that there is not', () => {
  const union = /type ErrorCode =(.+?);/s.exec(read('source/errors.ts'))?.[1] ?? '';
  const codes = matches(union, /'(\w+)'/g);
  expect(codes.length).toBeGreaterThan(30);
  expect(matches(read('docs/errors.md'), /^- \*\*(\w+)\*\*/gm)).toEqual(codes);
});

test('what arrives at the ends of the house is an AthanorError, the original its cause', () => {
  const own = new AthanorError('usage', 'no', {hint: 'yes'});
  expect(asAthanorError(own)).toBe(own);
  const foreign = new RangeError('too far');
  expect(asAthanorError(foreign)).toMatchObject({code: 'unexpected', message: 'too far'});
  expect(asAthanorError(foreign).cause).toBe(foreign);
  expect(asAthanorError('text').message).toBe('text');
});
