import {expect, test, vi} from 'vitest';
import type {Bench, EditedDraft} from '../../../source/workbench/ports.ts';
import {fakeBench, filesOf, readRevision, shopHistory} from '../support/fake-bench.ts';
import {generatedFrom} from '../support/generated.ts';
import {narrow, Opened, type OpenOptions} from '../support/open-workbench.tsx';

const generated = await generatedFrom(
  ['account: id mail', 'old: id'],
  ['account: id email', 'tag: id name'],
  {'column:account.mail': 'drop'},
);

const oneLine = ['aaaaaa first:', 'bbbbbb second: aaaaaa'];

/** The workbench with the review on the screen. */
async function open(answers: Partial<Bench> = {}, options: OpenOptions = {}) {
  const bench = fakeBench({
    revisions: oneLine,
    answers: {autogenerate: async () => generated, ...answers},
  });
  const workbench = new Opened(bench, options);
  await workbench.press('a');
  await workbench.screen.waitFor('What the entities ask for');
  return workbench;
}

/** Which changes are taken, as the list shows them. */
const marks = (text: string): readonly string[] =>
  Array.from(text.matchAll(/[│❯ ]([■□]) [! ] (.+?) *│/g), ([, mark, line]) => `${mark} ${line}`);

test('changes that take data away are left out until somebody takes them', async () => {
  await using workbench = await open();
  const text = await workbench.text();
  expect(marks(text)).toEqual([
    '■ create table tag',
    '■ add column email to account',
    '□ drop column mail of account',
    '□ drop table old',
  ]);
  expect(text).toContain('2 of 4 changes on top of bbbbbb');
  expect(text).toContain('! 2 that would take data away are left out');
  expect(text).toContain('message: create table tag and 1 more');
  expect(text).toContain('+++ revisions/facade_x.ts');
  expect(text).toContain("+export const revision = 'facade';");
  expect(text).toContain("+op.addColumn('account', 'email'");
  expect(text).not.toContain("+op.dropColumn('account', 'mail'");
});

test('space takes or leaves a change, and the file follows', async () => {
  await using workbench = await open();
  const text = await workbench.press('j', 'j', 'space');
  expect(marks(text)[2]).toBe('■ drop column mail of account');
  expect(text).toContain("+op.dropColumn('account', 'mail')");
  const less = await workbench.press('g', 'space');
  expect(marks(less)[0]).toBe('□ create table tag');
  expect(less).not.toContain("+op.createTable('tag'");
  expect(await workbench.press('a')).toContain('4 of 4 changes');
  const none = await workbench.press('a');
  expect(none).toContain('no change is taken: there is nothing to write');
  expect(await workbench.press('w')).toContain('write it: no change is taken');
});

test('w writes what is shown, under the message that was written, and selects it', async () => {
  let files = filesOf(oneLine.map(readRevision));
  const write = vi.fn<Bench['write']>(async ({revision, message}) => {
    files = filesOf([...oneLine, `${revision} ${message}: bbbbbb`].map(readRevision));
  });
  await using workbench = await open({write, reload: async () => files});
  await workbench.press('i', 'ctrl+u', 't', 'a', 'g', 's', 'enter');
  expect(await workbench.text()).toContain('message: tags');
  expect(write).not.toHaveBeenCalled();
  await workbench.press('w');
  const text = await workbench.screen.waitFor('wrote revisions/facade_x.ts');
  expect(write.mock.calls.map(([draft]) => [draft.revision, draft.message])).toEqual([
    ['facade', 'tags'],
  ]);
  expect(text).toContain('❯○ facade tags');
});

test('what was edited is checked, kept when it is wrong, and written when it is right', async () => {
  const texts: string[] = [];
  const results: EditedDraft[] = [
    {
      text: 'broken',
      result: {kind: 'bad', message: 'facade_x.ts:3: unexpected end', hint: 'close it'},
    },
    {
      text: 'mended',
      result: {
        kind: 'good',
        checked: {revision: 'facade', message: 'm', upgrade: 3, downgrade: undefined},
      },
    },
  ];
  const editDraft: Bench['editDraft'] = async ({text}) => {
    texts.push(text);
    return results.shift() ?? Promise.reject(new Error('edited too often'));
  };
  const write = vi.fn<Bench['write']>(async () => {});
  await using workbench = await open({editDraft, write});
  await workbench.press('e');
  const bad = await workbench.screen.waitFor('facade_x.ts:3: unexpected end');
  expect(bad).toContain('hint: close it');
  expect(bad).toContain('+broken');
  expect(await workbench.press('w')).toContain('what you wrote is no revision yet');
  expect(await workbench.press('space')).toContain('the text was edited by hand');
  await workbench.press('e');
  await workbench.screen.waitFor('edited by hand: 3 operations up, no downgrade');
  expect(texts.at(-1)).toBe('broken');
  await workbench.press('w');
  await vi.waitFor(() => expect(write).toHaveBeenCalled(), 30_000);
  expect(write.mock.calls.map(([draft]) => draft.text)).toEqual(['mended']);
});

const renamed: Bench['editDraft'] = async ({text}) => ({
  text: text.replace("'facade'", "'facade_by_hand'"),
  result: {
    kind: 'good',
    checked: {revision: 'facade', message: 'm', upgrade: 3, downgrade: undefined},
  },
});

test('what was edited is shown against what was generated, side by side or folded', async () => {
  await using workbench = await open({editDraft: renamed});
  await workbench.press('e');
  const unified = await workbench.screen.waitFor('as generated');
  expect(unified).toContain("-export const revision = 'facade';");
  expect(unified).toContain("+export const revision = 'facade_by_hand';");
  expect(unified).not.toContain('op.addColumn');
  expect(await workbench.press('t')).toMatch(
    /-export const revision = 'facade'; +\|1 \+export const revision = 'facade_by_hand'/,
  );
  const folded = await workbench.press('t', 'f');
  expect(folded).toContain('1 changed, folded');
  expect(folded).not.toContain('facade_by_hand');
  expect(await workbench.press('F')).toContain('facade_by_hand');
});

test('with several heads the parent is asked for first', async () => {
  const draft = vi.fn<Bench['draft']>((...words) =>
    fakeBench({revisions: shopHistory}).draft(...words),
  );
  const answers = {autogenerate: async () => generated, draft};
  await using workbench = new Opened(fakeBench({revisions: shopHistory, answers}));
  await workbench.press('a');
  await workbench.screen.waitFor('On top of which head?');
  await workbench.press('2');
  await workbench.screen.waitFor('on top of c41d7e');
  expect(draft.mock.calls.at(-1)?.[0].heads).toEqual(['c41d7e']);
});

test('no difference: says so, and opens nothing', async () => {
  const nothing = await generatedFrom(['account: id'], ['account: id']);
  const bench = fakeBench({revisions: oneLine, answers: {autogenerate: async () => nothing}});
  await using workbench = new Opened(bench);
  await workbench.press('a');
  const text = await workbench.screen.waitFor('say the same: nothing to write');
  expect(text).toContain('[1] History');
});

test('what keeps the entities from being read is told', async () => {
  await using workbench = new Opened(fakeBench({revisions: oneLine}));
  await workbench.press('a');
  expect(await workbench.screen.waitFor('No comparison')).toContain('no entities here');
  expect(await workbench.press('esc')).toContain('[1] History');
});

test('80x24 has room for all of it', async () => {
  await using workbench = await open({}, {size: narrow});
  const text = await workbench.text();
  expect(marks(text)).toHaveLength(4);
  expect(text).toContain('2 of 4 changes');
  expect(text).toContain('+++ revisions');
  expect(text.split('\n')).toHaveLength(24);
});
