import {expect, test} from 'vitest';
import {specs} from '../../source/cli/specs/all.ts';
import {athanor} from '../support/athanor.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';

const files = databaseFiles(
  {aaaa: {}, bbbb: {down: 'aaaa'}, cccc: {down: 'aaaa'}},
  "{environment: 'open', environments: {open: {}, guarded: {protected: true}}}",
);

/** Lines that would ask a person, and end with the questions. */
const asking: readonly string[] = [
  'upgrade head',
  'revision -m more',
  '-n guarded stamp bbbb',
  '-n guarded ensure-version',
];

/** One for each of the other commands, and none at all. */
const others = `
heads, history, branches, show heads, status, current, log, doctor, schema heads, diff base heads, check, edit aaaa,
init, list-templates, completion bash, downgrade base, merge heads, rebase cccc --onto bbbb,
adopt --all, revert --all, ignore --all --reason meant
`
  .trim()
  .split(/,\s+/);

test('no command waits for a standard input that is closed', {timeout: 180_000}, () => {
  using project = new ProjectDirectory(files).withMikroOrm();
  const named = new Set([...asking, ...others].flatMap((line) => line.split(' ')));
  expect(specs.map(({name}) => name).filter((name) => !named.has(name))).toEqual([]);
  for (const line of [...asking, ...others, '']) {
    const words = line.split(' ').filter(Boolean);
    const {code, out, err} = athanor(project.path, ...words, '--json');
    expect([line, err]).toEqual([line, '']);
    expect([line, out]).not.toEqual([line, '']);
    const asks = /"details":.*"questions":\[\{"question":/.test(out);
    const ended = asking.includes(line) ? code === 1 : [0, 1, 3].includes(code ?? -1);
    expect([line, ended, asks]).toEqual([line, true, asking.includes(line)]);
  }
});
