import {expect, test} from 'vitest';
import {fakeBench} from '../support/fake-bench.ts';
import {generatedFrom} from '../support/generated.ts';
import {Opened} from '../support/open-workbench.tsx';

async function open(before: readonly string[], after: readonly string[]) {
  const generated = await generatedFrom(before, after);
  const workbench = new Opened(
    fakeBench({revisions: ['aaaaaa first:'], answers: {autogenerate: async () => generated}}),
  );
  await workbench.press('a');
  await workbench.screen.waitFor('What nobody can know but you');
  return workbench;
}

const renamed = [['account: id mail'], ['account: id email']] as const;

test('a question stands before the review, the likely answer first and why', async () => {
  await using workbench = await open(...renamed);
  const text = await workbench.text();
  expect(text).toContain('column account.mail goes and email comes: is it the same under a new');
  expect(text).toContain('1 is likely: both are defined the same');
  expect(text).toContain('❯ 1 yes: rename it to email, and keep its values');
  expect(await workbench.press('enter')).toContain('■   rename column mail of account to email');
});

test('another answer leads to other changes', async () => {
  await using workbench = await open(...renamed);
  const text = await workbench.press('2');
  expect(text).toContain('■   add column email to account');
  expect(text).toContain('□ ! drop column mail of account');
});

test('leaving a question leaves it all', async () => {
  await using workbench = await open(...renamed);
  expect(await workbench.press('esc')).not.toContain('What');
});

test('one question after the other; words of one’s own are asked for', async () => {
  await using workbench = await open(['account: id mail age'], ['account: id email !age']);
  await workbench.press('enter');
  expect(await workbench.text()).toContain('column account.age must be filled from now on');
  await workbench.press('enter');
  expect(await workbench.text()).toContain('the same value for each row that has none');
  const text = await workbench.press('ctrl+u', 'x', 'enter');
  expect(text).toContain("op.execute('update");
  expect(text).toContain(`set "age" = 'x'`);
});

test('an answer may be to stop', async () => {
  await using workbench = await open(['account: id age'], ['account: id !age']);
  const text = await workbench.press('4');
  expect(text).toContain('nothing was written');
  expect(text).not.toContain('What the entities ask for');
});
