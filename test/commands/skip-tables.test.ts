import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {init} from '../../source/commands/init.ts';
import {withSkipTables} from '../../source/commands/skip-tables.ts';
import {ProjectDirectory} from '../support/project-directory.ts';

const snippet = "schemaGenerator: {skipTables: ['athanor_version', 'athanor_log']}";
const sqlite = "import {defineConfig} from '@mikro-orm/sqlite';\n";

test.for([
  ['export default {dbName: 1};', `export default {${snippet}, dbName: 1};`],
  ['export default { dbName: 1 };', `export default { ${snippet}, dbName: 1 };`],
  ['module.exports = {\r\n\tdbName: 1};', `module.exports = {\r\n\t${snippet},\r\n\tdbName: 1};`],
  ['export default () => defineConfig({});', `export default () => defineConfig({${snippet}, });`],
  [
    'export default defineConfig({\n  dbName: 1,\n});',
    `export default defineConfig({\n  ${snippet},\n  dbName: 1,\n});`,
  ],
  ['export default defineConfig(options);', undefined],
  ['export default {schemaGenerator: {}};', undefined],
  ['export default [defineConfig({a: 1}), defineConfig({a: 2})];', undefined],
  ['// defineConfig({\nexport default () => options;', undefined],
] as const)('%j is edited only where it is plain how', ([text, edited]) => {
  expect(withSkipTables(text, snippet)).toBe(edited);
});

test.for([
  ['added', `${sqlite}export default defineConfig({\n  dbName: 'test.db',\n});\n`],
  ['present', `${sqlite}export default defineConfig({dbName: 'x', ${snippet}});\n`],
  ['missing', `${sqlite}export default defineConfig({dbName: 'x', schemaGenerator: {}});\n`],
  ['missing', "throw new Error('set a variable first');\nexport default {};\n"],
] as const)('init: %s, without an entity and without a database', async ([kind, text]) => {
  using project = new ProjectDirectory({
    'package.json': '{"type": "module"}',
    'mikro-orm.config.ts': text,
  }).withMikroOrm();
  const answer = await init({directory: project.path});
  expect(answer.skipTables.kind).toBe(kind);
  expect(readdirSync(project.path).toSorted()).toEqual([
    'athanor.config.ts',
    'mikro-orm.config.ts',
    'node_modules',
    'package.json',
    'revisions',
  ]);
  const now = readFileSync(`${project.path}/mikro-orm.config.ts`, 'utf8');
  expect(now.includes(snippet)).toBe(kind !== 'missing');
  expect(kind === 'added' || now === text).toBe(true);
  await expect(init({directory: project.path})).rejects.toMatchObject({
    code: 'already_initialised',
  });
});

test('without a MikroORM configuration it says what it looked for and writes nothing', async () => {
  using project = new ProjectDirectory({'package.json': '{}'});
  await expect(init({directory: project.path})).rejects.toMatchObject({
    code: 'no_mikro_orm',
    hint: expect.stringContaining('src/mikro-orm.config.ts'),
  });
  expect(readdirSync(project.path)).toEqual(['package.json']);
});
