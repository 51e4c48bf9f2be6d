import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {databaseFiles, ProjectDirectory} from '../../support/project-directory.ts';
import {ask, openWorkbench} from './open.ts';

const patience = 60_000;

const entities = `
import {defineConfig, defineEntity, p} from '@mikro-orm/sqlite';

const Account = defineEntity({
  name: 'Account',
  properties: {id: p.integer().primary(), email: p.string().length(120)},
});
const Tag = defineEntity({
  name: 'Tag',
  properties: {id: p.integer().primary(), name: p.string()},
});

export default defineConfig({dbName: 'test.db', entities: [Account, Tag]});
`;

/** A table that the entities no longer have, and one that they do not have yet. */
const revisions = {
  aaaaaa: {
    message: 'accounts',
    upgrade: `  op.createTable('account', (t) => ({
    id: t.integer().autoincrement().primary(),
    email: t.string().length(120),
  }));
  op.createTable('old', (t) => ({id: t.integer().primary()}));`,
    downgrade: "  op.dropTable('old');\n  op.dropTable('account');",
  },
};

const files = {...databaseFiles(revisions), 'mikro-orm.config.ts': entities};

/** An editor that breaks the text the first time, and the second time mends it and adds a row. */
const editor = `import {readFileSync, writeFileSync} from 'node:fs';
const file = process.argv.at(-1);
const text = readFileSync(file, 'utf8');
const added = "\\n  op.execute(\`insert into tag (name) values ('by hand')\`);\\n}\\n\\nexport function downgrade";
const mended = () => text.replace('broken {\\n', '').replace(/\\}\\s+export function downgrade/, added);
writeFileSync(file, text.includes('broken') ? mended() : text + 'broken {\\n');
`;

/** The one file in the directory that was not there before. */
function written(directory: string): string {
  const names = readdirSync(`${directory}/revisions`);
  const file = names.find((name) => name.endsWith('.ts') && !name.includes('_x')) ?? '';
  return readFileSync(`${directory}/revisions/${file}`, 'utf8');
}

test(
  'from the entities to a revision, edited, written, and applied',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory({
      ...files,
      'editor.mjs': editor,
    }).withMikroOrm();
    const environment = {ATHANOR_EDITOR: `${process.execPath} ${project.path}/editor.mjs`};
    await using session = openWorkbench(project.path, {environment});
    await session.waitFor('1 pending');
    session.press('a');
    const review = await session.waitFor('What the entities ask for');
    expect(review).toMatch(/■ {3}create table tag/);
    expect(review).toMatch(/□ ! drop table old/);

    session.press('e');
    await session.waitFor('goes on editing what you wrote');
    session.press('w');
    await session.waitFor('what you wrote is no revision yet');
    session.press('e');
    await session.waitFor('edited by hand: 2 operations up, 1 down');
    session.press('w');
    await session.waitFor(/wrote .*tag/);
    expect(written(project.path)).toContain("op.createTable('tag'");
    expect(written(project.path)).toContain("values ('by hand')");
    expect(written(project.path)).not.toContain("dropTable('old')");
    expect(readdirSync(project.path).filter((name) => name.startsWith('.athanor'))).toEqual([]);

    session.press('u');
    await session.waitFor('y run step 1');
    await session.pressWhenArmed('A');
    await session.waitFor('all steps are done');
    expect(ask(project.path, 'select name from tag')).toEqual(['by hand']);
    expect(ask(project.path, "select count(*) from sqlite_master where name = 'old'")).toEqual([1]);
  },
);

test('looking at what would be generated writes nothing', {timeout: patience}, async () => {
  using project = new ProjectDirectory(files).withMikroOrm();
  await using session = openWorkbench(project.path);
  await session.waitFor('1 pending');
  session.press('a');
  await session.waitFor('What the entities ask for');
  session.press('space', 'esc');
  await session.waitFor('[1] History');
  session.press('q');
  expect(await session.ended).toEqual({code: 0, signal: 0});
  expect(readdirSync(`${project.path}/revisions`)).toEqual(['aaaaaa_x.ts']);
  expect(existsSync(`${project.path}/test.db`)).toBe(false);
});

test(
  'two heads are joined, and the database goes up to the merge',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory({
      ...databaseFiles({
        ...revisions,
        bbbbbb: {
          down: 'aaaaaa',
          message: 'one',
          upgrade: "  op.addColumn('account', 'one', (t) => t.text().nullable());",
        },
        cccccc: {
          down: 'aaaaaa',
          message: 'two',
          upgrade: "  op.addColumn('account', 'two', (t) => t.text().nullable());",
        },
      }),
      'mikro-orm.config.ts': entities,
    }).withMikroOrm();
    await using session = openWorkbench(project.path);
    await session.waitFor('3 pending');
    session.press('m');
    await session.waitFor('! table account is touched by');
    session.press('space', 'space', 'i');
    await session.waitFor('Message of the merge');
    session.press('ctrl+u');
    session.send('both at once\r');
    await session.waitFor('message: both at once');
    await session.pressWhenArmed('y');
    await session.waitFor('wrote');
    const text = written(project.path);
    expect(text).toContain("downRevision = ['cccccc', 'bbbbbb'];");
    expect(text).toContain('both at once');

    session.press('u');
    await session.waitFor('4 steps');
    await session.pressWhenArmed('A');
    await session.waitFor('all steps are done');
    expect(ask(project.path, 'select count(*) from athanor_version')).toEqual([1]);
    expect(ask(project.path, "select name from pragma_table_info('account')")).toEqual([
      'id',
      'email',
      'one',
      'two',
    ]);
  },
);

test(
  'what changes in the entities while the workbench is open is compared',
  {timeout: patience},
  async () => {
    using project = new ProjectDirectory(files).withMikroOrm();
    await using session = openWorkbench(project.path);
    await session.waitFor('1 pending');
    session.press('a');
    await session.waitFor('What the entities ask for');
    session.press('esc');
    await session.waitFor('[1] History');
    project.write(
      'mikro-orm.config.ts',
      entities.replace('name: p.string()', 'name: p.string(), colour: p.string()'),
    );
    session.press('a');
    expect(await session.waitFor('colour: t.string')).toContain('What the entities ask for');
  },
);
