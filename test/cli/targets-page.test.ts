import {readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const path = new URL('../../docs/targets.md', import.meta.url);
const page = readFileSync(path, 'utf8');

const files = databaseFiles({
  a1aa: {message: 'start'},
  a2aa: {down: 'a1aa', message: 'more'},
  a3aa: {down: 'a2aa', labels: ['left'], message: 'one way'},
  a4aa: {down: 'a2aa', labels: ['right'], message: 'another way'},
  a5aa: {down: 'a3aa', message: 'further'},
  b1bb: {labels: ['beta'], message: 'a line of its own'},
  b2bb: {down: 'b1bb', dependsOn: ['a2aa'], message: 'needs more'},
});

test('the page draws its graph as history does', async () => {
  using project = new ProjectDirectory(files);
  const {out} = await typed(project.path, ['history']);
  expect(page).toContain(`\`\`\`text\n${out}\`\`\``);
});

test('what is typed on the page does what is drawn there', async () => {
  using project = new ProjectDirectory(files).withMikroOrm();
  const [, block = ''] = /```console\n([\s\S]*?)```/.exec(page) ?? [];
  const lines = [...block.matchAll(/^\$ athanor (.*)$/gm)].map(([, line = '']) => line);
  expect(lines.length).toBeGreaterThan(10);
  let printed = '';
  for (const line of lines) {
    const {out, err} = await typed(project.path, line.split(' '));
    printed += `$ athanor ${line}\n${out}${err}`;
  }
  if (process.env['UPDATE_DOCS'] === '1')
    writeFileSync(
      path,
      page.replace(block, () => printed),
    );
  expect(block).toBe(printed);
});
