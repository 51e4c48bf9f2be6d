import {readFileSync} from 'node:fs';
import {Ajv, type ValidateFunction} from 'ajv';
import {beforeAll, expect, test} from 'vitest';
import {specs} from '../../source/cli/specs/all.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const page = readFileSync(new URL('../../docs/json.md', import.meta.url), 'utf8');

/** The schemas of the page, by their headings. */
const schemas = new Map(
  page.split(/^## /m).flatMap((section) => {
    const [, title, schema] = /^(.+)\n[\s\S]*?```json\n([\s\S]+?)```/.exec(section) ?? [];
    return title === undefined || schema === undefined ? [] : [[title, JSON.parse(schema)]];
  }),
);

const ajv = new Ajv({strict: true, strictRequired: true, allowUnionTypes: true, allErrors: true});
const validators = new Map<string, ValidateFunction>();

beforeAll(() => {
  ajv.addSchema(schemas.get('What is shared'));
  for (const [title, schema] of schemas) {
    if (title !== 'What is shared') validators.set(title, ajv.compile(schema));
  }
});

const commands = specs.map(({name}) => name);

test('every command has a schema, and every schema a command', () => {
  const titles = [...schemas.keys()].filter((title) => /^[a-z-]+$/.test(title));
  expect(titles.toSorted()).toEqual(commands.toSorted());
});

const configuration = '{hooks: {onEvent() { throw new Error("deaf"); }}}';
const revisions = {
  aaaa: {
    message: 'accounts',
    upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));",
    downgrade: "  op.dropTable('account');",
  },
  bbbb: {
    down: 'aaaa',
    labels: ['left'],
    upgrade: "  op.execute('insert into account values (1)');",
  },
  cccc: {
    down: 'aaaa',
    dependsOn: ['bbbb'],
    upgrade: "  op.run('count', async (db) => { await db.query('select 1'); });",
  },
  dddd: {down: 'bbbb', upgrade: "  op.execute('insert into nowhere values (1)');"},
};
const files = databaseFiles(revisions, configuration);
const entities = `import {defineEntity, p} from '@mikro-orm/core';
import {defineConfig} from '@mikro-orm/sqlite';
const Account = defineEntity({name: 'Account', properties: {id: p.integer().primary(), note: p.text()}});
export default defineConfig({dbName: 'test.db', entities: [Account]});
`;

/** Command lines in the order of a day's work, with the exit codes that they end with. */
const day: readonly (readonly [line: string, code?: number])[] = [
  ['status'],
  ['ensure-version'],
  ['ensure-version'],
  ['ensure-version --sql'],
  ['upgrade left --plan'],
  ['upgrade left'],
  ['upgrade cccc'],
  ['upgrade cccc'],
  ['upgrade cccc --sql', 1],
  ['upgrade aaaa:bbbb --sql'],
  ['upgrade heads', 1],
  ['upgrade nowhere', 1],
  ['current'],
  ['log'],
  ['history'],
  ['history --indicate-current'],
  ['history -r aaaa:bbbb -v'],
  ['history --format mermaid'],
  ['heads'],
  ['heads --resolve-dependencies'],
  ['branches'],
  ['show aaaa cccc'],
  ['schema heads'],
  ['schema aaaa account.id'],
  ['schema aaaa nothing', 2],
  ['schema heads --sql'],
  ['diff base heads'],
  ['diff current live'],
  ['diff heads entities --exit-code', 3],
  ['diff aaaa base --sql'],
  ['downgrade aaaa --plan'],
  ['downgrade base', 1],
  ['downgrade base --yes'],
  ['stamp bbbb --plan'],
  ['stamp bbbb'],
  ['check --live', 3],
  ['revert --all --plan'],
  ['ignore --all --reason meant'],
  ['check --live'],
  ['adopt --all'],
  ['revert --all'],
  ['stamp base --sql'],
  ['revision -m more --rev-id eeee --head cccc --depends-on left'],
  ['merge heads --plan'],
  ['merge heads --rev-id ffff'],
  ['check', 3],
  ['revision --autogenerate -m tables --rev-id abab --answer fill:account.note=constant:x'],
  ['check'],
  ['revision --autogenerate -m again'],
  ['edit aaaa'],
  ['completion bash'],
  ['list-templates'],
  ['rebase ffff --onto cccc --plan'],
  ['rebase --abort'],
  ['rebase bbbb --onto base', 1],
  ['doctor', 3],
  ['init', 1],
  ['no-such-command', 2],
];

test('what a command prints is what its schema says', {timeout: 120_000}, async () => {
  using project = new ProjectDirectory({...files, 'mikro-orm.config.ts': entities}).withMikroOrm();
  using fresh = new ProjectDirectory({
    'package.json': '{"type": "module"}',
    'mikro-orm.config.ts': entities,
  }).withMikroOrm();
  const faults: string[] = [];
  for (const [line, code = 0] of day) faults.push(...(await faultsOf(project.path, line, code)));
  faults.push(...(await faultsOf(fresh.path, 'init', 0)));
  expect(faults).toEqual([]);
  const good = day
    .filter(([, code = 0]) => code === 0 || code === 3)
    .map(([line]) => line.split(' ')[0]);
  expect(commands.filter((name) => ![...good, 'init'].includes(name))).toEqual([]);
});

test('a schema refuses what is not in it', () => {
  const head = {revision: 'aaaa', message: '', branchLabels: [], isEffective: true};
  expect(validators.get('heads')?.({heads: [head]})).toBe(true);
  expect(validators.get('heads')?.({heads: [{...head, isNew: true}]})).toBe(false);
  expect(validators.get('heads')?.({heads: [{...head, isEffective: 'yes'}]})).toBe(false);
});

/** One document, or one a line. */
function documentsOf(text: string): readonly unknown[] {
  const lines = text.trim().split('\n');
  const isOneALine = lines.length > 1 && lines[1]?.startsWith('{') === true;
  return (isOneALine ? lines : [text]).map((line): unknown => JSON.parse(line));
}

/** What is wrong with what a command line prints. */
async function faultsOf(directory: string, line: string, code: number): Promise<readonly string[]> {
  const [name = '', ...rest] = line.split(' ');
  const printed = await typed(directory, [name, ...rest, '--json']);
  if (printed.err !== '' || printed.code !== code) {
    return [`${line}: ${printed.code} ${printed.err}${printed.out}`];
  }
  const isFailure = code !== 0 && code !== 3;
  const documents = documentsOf(printed.out);
  return documents.flatMap((document, at) => {
    const isError = isFailure && at === documents.length - 1;
    const validate = validators.get(isError ? 'Errors' : name);
    if (validate?.(document) === true) return [];
    return [`${line}: ${JSON.stringify(document, null, 2)}\n${ajv.errorsText(validate?.errors)}`];
  });
}
