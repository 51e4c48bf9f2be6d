import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {specs} from '../../source/cli/specs/all.ts';
import {examplesIn} from '../support/document.ts';
import {shopFiles} from '../support/shop-files.ts';
import {UserProject} from '../support/user-project.ts';

const page = readFileSync(new URL('../../docs/api.md', import.meta.url), 'utf8');

/** Commands about the command line itself. */
const onlyTyped = new Set<string>(['completion', 'manual', 'edit', 'listTemplates']);

test('the examples of the API print what the page says', async () => {
  using project = new UserProject(shopFiles(), 'shop');
  const examples = examplesIn(page, 'ts');
  const files = examples.map((_, index) => `example-${index + 1}.ts`);
  for (const [index, {code}] of examples.entries()) project.write(files[index] ?? '', code);
  const rule = '-- next --';
  const imports = files.map((file) => `await import('./${file}');\nconsole.log('${rule}');\n`);
  project.write('all.ts', imports.join(''));
  const printed = (await project.node('all.ts')).split(`${rule}\n`).slice(0, -1);
  expect(printed).toEqual(examples.map(({output}) => output));
});

test('every command that works on a project is a function of that name', async () => {
  const api: Readonly<Record<string, unknown>> = await import('../../source/index.ts');
  const names = specs
    .map(({name}) => name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()))
    .filter((name) => !onlyTyped.has(name));
  expect(names.filter((name) => typeof api[name] !== 'function')).toEqual([]);
  expect(names.filter((name) => !page.includes(`\`${name}(`))).toEqual([]);
});
