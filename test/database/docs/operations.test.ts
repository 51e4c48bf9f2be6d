import {readFileSync} from 'node:fs';
import {stripTypeScriptTypes} from 'node:module';
import {expect, test} from 'vitest';
import {dialectNamed} from '../../../source/dialects/find.ts';
import {emptySchema} from '../../../source/schema/schema.ts';
import {replay} from '../../../source/operations/apply.ts';
import type {Operations} from '../../../source/operations/operations.ts';
import {record} from '../../../source/operations/recorder.ts';
import {reverseAll} from '../../../source/operations/reverse.ts';
import {tableDifferences} from '../../../source/runtime/drift.ts';
import type {Session} from '../../../source/runtime/session.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {failure} from '../../support/refused.ts';
import {history, runDown, runUp} from '../../support/histories.ts';

const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

/** The page before its first directive, and the section of each. */
const [head = '', ...parts] = page.split(/^### /m);

/** A directive as the page tells it. */
interface Section {
  readonly name: string;
  readonly upgrade: string;
  readonly downgrade: string | undefined;
  readonly isPostgresqlOnly: boolean;
}

const sections: readonly Section[] = parts.map((part) => {
  const [, name = ''] = /^`(\w+)`\n/.exec(part) ?? [];
  const [upgrade = '', downgrade] = blocksOf(part);
  return {name, upgrade, downgrade, isPostgresqlOnly: /^`\w+`\n\nPostgreSQL only\./.test(part)};
});

test('every directive has a section with an example, and every section is of a directive', () => {
  const directives: string[] = [];
  record((op) => void directives.push(...Object.keys(op)));
  const told = sections.filter(({name, upgrade}) => upgrade.includes(`op.${name}(`));
  expect(told.map(({name}) => name).toSorted()).toEqual(directives.toSorted());
  expect(sections.length).toBe(told.length);
});

const setup = recorder(blocksOf(head)[0] ?? '');
const drop = (op: Operations): void => {
  op.dropTable('entry');
  op.dropTable('account');
};

test.for(dialectNames)(
  'every example does on %s what it says, and is taken back',
  {timeout: 240_000},
  async (dialect) => {
    const faults: string[] = [];
    let session: Session | undefined;
    for (const section of sections) {
      try {
        session ??= await (await freshDatabase(dialect)).open('write');
        await tryOut(section, session);
      } catch (error) {
        faults.push(`${section.name}: ${String(error)}`);
        session = undefined;
      }
    }
    expect(faults).toEqual([]);
  },
);

/** Up to the example and down to nothing, with a look at the tables at each station. */
async function tryOut(section: Section, session: Session): Promise<void> {
  const {dialect} = session;
  const upgrade = recorder(section.upgrade);
  const before = replay(emptySchema, record(setup), dialect);
  const back = () =>
    section.downgrade === undefined
      ? reverseAll(record(upgrade), before, dialect)
      : record(recorder(section.downgrade));
  const past = history(dialect, [
    {id: 'aaaa', upgrade: setup, downgrade: drop},
    {id: 'bbbb', upgrade, back},
  ]);
  if (dialect === 'sqlite' && section.isPostgresqlOnly) {
    const {code} = await failure(Promise.resolve().then(() => past.up([])));
    if (code !== 'not_supported') throw new Error(`SQLite says ${code}`);
    return;
  }
  await runUp(session, past);
  expect(await differences(session, past.schemaAt(['bbbb']))).toEqual([]);
  await runDown(session, past, 'aaaa');
  expect(await differences(session, past.schemaAt(['aaaa']))).toEqual([]);
  await runDown(session, past, 'base');
  expect(await session.introspect()).toMatchObject({tables: [], enums: []});
}

/** How the database's tables differ from those of a schema. */
async function differences(
  session: Session,
  {tables, objects = []}: ReturnType<ReturnType<typeof history>['schemaAt']>,
): Promise<readonly string[]> {
  const live = await session.introspect();
  expect(dialectNamed(session.dialect).stored(live).objects).toEqual(
    await session.describedObjects(objects),
  );
  const found = live.tables.map(({name}) => name).toSorted();
  expect(found).toEqual(tables.map(({name}) => name).toSorted());
  const lines: string[] = [];
  for (const table of tables) {
    const own = live.tables.find(({name}) => name === table.name);
    lines.push(...tableDifferences(own, await session.described(table)));
  }
  return lines;
}

/** The blocks of TypeScript in a text. */
function blocksOf(text: string): readonly string[] {
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
}

/** The function that a block is the body of. */
function recorder(code: string): (op: Operations) => void {
  const script = stripTypeScriptTypes(code);
  // oxlint-disable-next-line typescript/no-implied-eval -- the page is code that is to be run as it stands
  const perform: unknown = new Function('op', script);
  return (op) => void (typeof perform === 'function' && Reflect.apply(perform, undefined, [op]));
}
