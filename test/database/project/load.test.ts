import {execFile} from 'node:child_process';
import {mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {promisify} from 'node:util';
import {expect, onTestFinished, test} from 'vitest';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '../../..');

const program = `
import {projectOrm, databaseLabel} from '${join(repository, 'source/database/project-orm.ts')}';
const config = JSON.parse(process.argv[2]);
const project = await projectOrm(config, {entities: true});
const entities = [...project.orm.getMetadata().getAll().values()].map(({className}) => className);
const isTheirs = project.orm.constructor === globalThis.theirs;
console.log(JSON.stringify({isTheirs, dialect: project.dialect, label: databaseLabel(project), entities: entities.sort()}));
await project.orm.close(true);
`;

const defined = `import {defineEntity, p} from '@mikro-orm/sqlite';
export const Note = defineEntity({name: 'Note', properties: {id: p.integer().primary()}});`;
const config = (imports: string, entities: string): string =>
  `import {defineConfig} from '@mikro-orm/sqlite';
import {MikroORM} from '@mikro-orm/core';
${imports}
Object.assign(globalThis, {theirs: MikroORM});
export default defineConfig({dbName: 'own.db', ${entities}});`;

const stripped = {
  'mikro-orm.config.ts': config(`import {Note} from './note.ts';`, 'entities: [Note]'),
  'note.ts': defined,
};
const extensionless = {
  'mikro-orm.config.ts': config(`import {Note} from './note';`, 'entities: [Note]'),
  'note.ts': `${defined}\nexport enum Size { Small }`,
};
const globbed = {
  'mikro-orm.config.ts': config(
    `import {Size} from './size';`,
    "entities: ['./entities/*.ts'], dynamic: Size.Small",
  ),
  'size.ts': 'export enum Size { Small }',
  'entities/note.ts': `import {Size} from '../size';\n${defined}\nexport const small = Size.Small;`,
};

const decorated = {
  'tsconfig.json': '{"compilerOptions": {"experimentalDecorators": true}}',
  'mikro-orm.config.ts': config(`import {Note} from './note.js';`, 'entities: [Note]'),
  'note.ts': `import {Entity, PrimaryKey} from '@mikro-orm/decorators/legacy';
@Entity()
export class Note {
  @PrimaryKey({type: 'integer'})
  id!: number;
}`,
};

test.for([
  ['types that Node strips', 'module', stripped],
  ['an enum and imports without extension, in ES modules', 'module', extensionless],
  ['an enum and imports without extension, in CommonJS', undefined, extensionless],
  ['decorators and imports of .js, in ES modules', 'module', decorated],
  ['decorators and imports of .js, in CommonJS', undefined, decorated],
  ['entities found by their paths, in ES modules', 'module', globbed],
  ['entities found by their paths, in CommonJS', undefined, globbed],
] as const)('a project is loaded: %s', {timeout: 60_000}, async ([, type, files]) => {
  const root = await mkdtemp(join(tmpdir(), 'athanor-load-'));
  onTestFinished(() => rm(root, {recursive: true, force: true}));
  await symlink(join(repository, 'node_modules'), join(root, 'node_modules'));
  await writeFile(join(root, 'package.json'), JSON.stringify({type}));
  await writeFile(join(root, 'program.mjs'), program);
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), {recursive: true});
    await writeFile(join(root, path), text);
  }
  const environment = {name: 'default', protected: false, readOnly: false};
  const words = [join(root, 'program.mjs'), JSON.stringify({directory: root, environment})];
  // From elsewhere, since nothing may depend on where the command is typed.
  const {stdout} = await run(process.execPath, words, {cwd: tmpdir()});
  expect(JSON.parse(stdout)).toEqual({
    isTheirs: true,
    dialect: 'sqlite',
    label: 'sqlite own.db',
    entities: ['Note'],
  });
});
