import {readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {AthanorError} from '../../../source/errors.ts';
import {scopeTitles} from '../../../source/workbench/dialogs/help-lines.ts';
import {keysOf} from '../../../source/workbench/keys/binding.ts';
import {keyLabel} from '../../../source/workbench/keys/key-press.ts';
import type {PlacedBinding} from '../../../source/workbench/keys/bindings.ts';
import {ownKeys, standardKeys} from '../../../source/workbench/keys/key-table.ts';
import {keyFor} from '../../../source/workbench/keys/key-words.ts';
import {fakeBench, shopHistory} from '../support/fake-bench.ts';
import {Opened} from '../support/open-workbench.tsx';

function faultsOf(keys: Readonly<Record<string, string>>): unknown {
  try {
    ownKeys(keys);
  } catch (error) {
    if (error instanceof AthanorError && error.code === 'bad_config')
      return error.details?.['faults'];
    throw error;
  }
  return [];
}

test('an own key takes the place of the standard ones; arrows stay beside it', () => {
  const table = ownKeys({down: 'n', nextMatch: '', search: 'ctrl+f /'});
  expect(table.get('list')?.find(({action}) => action === 'down')?.keys).toBe('n down');
  expect(keyFor(table, 'down')).toBe('n');
  expect(keyFor(table, 'search')).toBe('^f');
  expect(keyFor(table, 'nextMatch')).toBe(':next');
  expect(keyFor(standardKeys, 'down')).toBe('j');
});

test.for([
  [{serch: 'F'}, ['keys.serch is no action; did you mean search?']],
  [{merge: 'a'}, ['keys.merge: a is the key of autogenerate already']],
  [{runStep: 'enter'}, ['keys.runStep: enter cannot be given away']],
  [{runStep: 'j'}, ['keys.down: j is the key of runStep already']],
  [{merge: 'hyper+m'}, ['keys.merge: hyper+m is no key']],
  [{interrupt: 'x'}, ['keys.interrupt cannot be changed']],
  [{merge: 'M ctrl+b alt+m i'}, []],
] as const)('%j: %j', ([keys, faults]) => {
  expect(faultsOf(keys)).toEqual(faults);
});

test('what an own key does, the footer, the help and the reasons say it of that key', async () => {
  const bench = fakeBench({revisions: shopHistory, rows: ['3f9c21']});
  await using workbench = new Opened({
    ...bench,
    keys: {search: 'ctrl+f', merge: 'M', nextMatch: 'n'},
  });
  await workbench.connect();
  expect(await workbench.text()).toContain(' M merge  ^f search ');
  expect(await workbench.press('m')).not.toContain('write it');
  expect(await workbench.press('n')).toContain('next: nothing is being searched for: press ^f');
  expect(await workbench.press('M')).toContain('write it');
});

const path = new URL('../../../docs/keys.md', import.meta.url);

test('docs/keys.md lists the table as it is', () => {
  const page = readFileSync(path, 'utf8');
  const mark = '<!-- made from the table of bindings -->';
  const [head = ''] = page.split(mark);
  const tables = [...standardKeys].map(([scope, listed]) => section(scopeTitles[scope], listed));
  const wanted = `${head}${mark}\n\n${tables.join('\n')}`;
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, wanted);
  expect(withoutPadding(page)).toBe(withoutPadding(wanted));
});

test('the example of docs/keys.md holds', () => {
  const given = /keys: \{(.+)\},/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  const keys = [...given.matchAll(/(\w+): '([^']*)'/g)].map(([, action, named]) => [action, named]);
  expect(keys.length).toBeGreaterThan(3);
  expect(faultsOf(Object.fromEntries(keys))).toEqual([]);
});

function section(title: string, listed: readonly PlacedBinding[]): string {
  const rows = listed.map((binding) => {
    const keys = keysOf(binding).map((key) => `\`${keyLabel(key)}\``);
    return `| ${keys.join(' ') || '`:`'} | \`${binding.action}\` | ${binding.help} |\n`;
  });
  return `## ${title}\n\n| keys | action | what it does |\n| --- | --- | --- |\n${rows.join('')}`;
}

/** The formatter lines up the cells of a table. */
function withoutPadding(text: string): string {
  return text.replace(/ +\|/g, ' |').replace(/\| +/g, '| ').replace(/-{3,}/g, '---').trimEnd();
}
