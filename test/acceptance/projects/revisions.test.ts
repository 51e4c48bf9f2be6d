import ts from 'typescript';
import {expect, test} from 'vitest';
import {json, native, requiring, twoTables} from '../../support/user-sources.ts';
import {UserProject} from '../../support/user-project.ts';

const timeout = 120_000;

const table = (id: string, down: string | null, name: string) => ({
  header: {revision: id, downRevision: down},
  upgrade: `op.createTable('${name}', (t) => ({id: t.integer().primary()}));`,
  downgrade: `op.dropTable('${name}');`,
});
type Table = ReturnType<typeof table>;

const asModule = ({header, upgrade, downgrade}: Table) => `${Object.entries(header)
  .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
  .join('')}
export function upgrade(op) { ${upgrade} }
export function downgrade(op) { ${downgrade} }
`;

const asCommonJs = ({header, upgrade, downgrade}: Table) => `${Object.entries(header)
  .map(([name, value]) => `exports.${name} = ${JSON.stringify(value)};\n`)
  .join('')}
exports.upgrade = (op) => { ${upgrade} };
exports.downgrade = (op) => { ${downgrade} };
`;

/** TypeScript that Node does not strip, with an import that it does not resolve. */
const demanding = ({header, upgrade, downgrade}: Table) => `import {named} from '@lib/naming';
import type {Operations} from 'athanor';
${Object.entries(header)
  .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`)
  .join('')}
enum Direction { Up, Down }
export function upgrade(op: Operations) { named(Direction.Up); ${upgrade} }
export function downgrade(op: Operations) { ${downgrade} }
`;
const naming = 'export enum Case {Lower}\nexport const named = (x: unknown) => [x, Case.Lower];\n';

test.concurrent.for([
  ['an ES module package', 'module'],
  ['a CommonJS package', 'commonjs'],
  ['a package without a type', undefined],
] as const)('revision files of every form in %s', {timeout}, async ([, type]) => {
  using project = new UserProject({
    'package.json': json({type}),
    'athanor.config.ts': 'export default {mikroOrm: "./orm.cjs"};\n',
    'orm.cjs': requiring.replace(/const \{Author.*\n/, '').replace('[Author, Book]', '[]'),
    'tsconfig.json': json({compilerOptions: {paths: {'@lib/*': ['./lib/*']}}}),
    'lib/naming.ts': naming,
    'deep/below/x': '',
    'revisions/a.mjs': asModule(table('a', null, 'one')),
    'revisions/b.cjs': asCommonJs(table('b', 'a', 'two')),
    'revisions/c.js': (type === 'commonjs' ? asCommonJs : asModule)(table('c', 'b', 'three')),
    'revisions/d.ts': demanding(table('d', 'c', 'four')),
    'revisions/e.mts': demanding(table('e', 'd', 'five')),
  });
  // From below, since nothing may depend on where a command is typed.
  const done = await project.athanor(['upgrade', 'heads'], {below: 'deep/below'});
  expect(done).toMatchObject({code: 0, err: ''});
  expect(project.database()).toEqual({
    tables: {five: ['id'], four: ['id'], one: ['id'], three: ['id'], two: ['id']},
    rows: ['e'],
  });
  await project.done(['downgrade', 'base', '--yes']);
  expect(project.database()).toEqual({tables: {}, rows: []});
});

test.concurrent.for([
  ['ES modules', 'module', ts.ModuleKind.ES2022],
  ['CommonJS', 'commonjs', ts.ModuleKind.CommonJS],
] as const)('compiled to %s, with the sources gone', {timeout}, async ([, type, module]) => {
  using project = new UserProject({...native, 'package.json': json({type})});
  await project.done(['init']);
  await project.done(['revision', '-m', 'first', '--autogenerate', '--rev-id', 'aaaa']);
  const before = await project.done(['upgrade', 'heads', '--sql']);
  for (const [path, text] of Object.entries(project.files())) {
    if (!path.endsWith('.ts')) continue;
    const stem = `dist/${path.slice(0, -'.ts'.length)}`;
    const {outputText, sourceMapText = ''} = ts.transpileModule(text, {
      fileName: path,
      compilerOptions: {
        module,
        target: ts.ScriptTarget.ES2022,
        sourceMap: true,
        esModuleInterop: true,
        rewriteRelativeImportExtensions: true,
      },
    });
    project.write(`${stem}.js`, outputText);
    project.write(`${stem}.js.map`, sourceMapText);
    project.write(`${stem}.d.ts`, 'export declare const revision = "aaaa";\n');
  }
  project.remove('athanor.config.ts', 'mikro-orm.config.ts', 'entities.ts', 'revisions');

  const there = ['-C', 'dist'];
  expect(await project.done([...there, 'upgrade', 'heads', '--sql'])).toBe(before);
  expect(await project.athanor([...there, 'upgrade', 'heads'])).toMatchObject({code: 0, err: ''});
  expect(await project.athanor([...there, 'check'])).toMatchObject({code: 0, err: ''});
  expect(project.database()).toEqual({tables: twoTables, rows: ['aaaa']});
});
