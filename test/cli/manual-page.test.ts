import {spawnSync} from 'node:child_process';
import {expect, test} from 'vitest';
import {manualPage} from '../../source/cli/manual-page.ts';
import {specs} from '../../source/cli/specs/all.ts';

const page = manualPage(specs, '1.2.3');

test('every command and option is in the manual page', () => {
  const plain = page.replaceAll(String.raw`\-`, '-');
  for (const {name, options, examples} of specs) {
    expect(plain).toContain(`.SS ${name}`);
    for (const {flags} of options) expect(plain).toContain(flags);
    for (const {line} of examples) expect(plain).toContain(line);
  }
});

test('every command has a summary, a description and an example that can be typed', () => {
  const wanting = specs.filter(
    ({summary, description, examples}) =>
      summary === '' ||
      /^[A-Z]|\.$/.test(summary) ||
      !description.endsWith('.') ||
      !examples.some(({line, does}) => line.includes('athanor') && does !== ''),
  );
  expect(wanting.map(({name}) => name)).toEqual([]);
});

test('no line of text is taken for a request', () => {
  const requests = page.split('\n').filter((line) => /^[.']/.test(line));
  expect(requests.filter((line) => !/^\.(?:TH|SH|SS|TP)\b/.test(line))).toEqual([]);
});

test.runIf(spawnSync('groff', ['--version']).status === 0)(
  'groff has nothing to complain of',
  () => {
    const {stderr, stdout} = spawnSync('groff', ['-man', '-Tutf8', '-ww'], {
      input: page,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(stdout).toContain('what would be done, and change nothing');
  },
);
