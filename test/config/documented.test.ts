import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {configKeys} from '../../source/config/check.ts';
import {fileTokens} from '../../source/config/file-template.ts';
import {globalOptions} from '../../source/cli/parse.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

/** What the rows of the page's tables begin with. */
const rows = [...page.matchAll(/^\| `([^`]+)`/gm)].map(([, name = '']) => name);

test('the page of the configuration has a row for each key that is checked, and no other', () => {
  const hooks = ['beforeRun', 'beforeStep', 'afterStep', 'afterRun', 'onEvent'];
  const keys = rows.filter((name) => !name.startsWith('-') && !hooks.includes(name));
  expect(keys.toSorted()).toEqual(configKeys.toSorted());
  expect(rows.filter((name) => hooks.includes(name))).toEqual(hooks);
});

test('the page of the configuration has every word of file templates', () => {
  for (const token of fileTokens) expect(page).toContain(`\`{${token}}\``);
});

test('the page of the configuration has a row for each option that all commands take', () => {
  const flag = /(--[\w-]+)/;
  const options = globalOptions.map(({flags}) => flag.exec(flags)?.[1]);
  const documented = rows
    .filter((name) => name.startsWith('-'))
    .map((name) => flag.exec(name)?.[1]);
  expect(new Set(documented)).toEqual(new Set(options));
});
