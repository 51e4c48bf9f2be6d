import {spawnSync} from 'node:child_process';
import {chmodSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {scripts, shells, type Shell} from '../../source/cli/completion/scripts.ts';
import {wantedAt} from '../../source/cli/completion/wanted.ts';
import {specs} from '../../source/cli/specs/all.ts';
import {ProjectDirectory, projectFiles} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const files = {
  ...projectFiles({
    aaaa: {message: 'first: a table'},
    bbbb: {down: 'aaaa', labels: ['left'], message: "it's left"},
    bcbc: {down: 'aaaa', message: 'right'},
  }),
  'athanor.config.ts':
    'export default {environments: {local: {}, live: {}}, environment: "local"};',
};

async function offered(directory: string, ...words: readonly string[]): Promise<readonly string[]> {
  const {out, err, code} = await typed(directory, ['__complete', ...words]);
  expect([err, code]).toEqual(['', 0]);
  return out.split('\n').filter(Boolean);
}

test('commands with what they do, revisions with their messages', async () => {
  using project = new ProjectDirectory(files);
  const {path} = project;
  expect(await offered(path, 'dow')).toEqual([
    'downgrade\ttake the database back down to a revision',
  ]);
  expect(await offered(path, 'upgrade', 'b')).toEqual([
    'base\tbefore the first revision',
    "bbbb\tit's left",
    'bcbc\tright',
  ]);
  expect(await offered(path, 'merge', 'bbbb', 'bc')).toEqual(['bcbc\tright']);
  expect(await offered(path, 'history', '-r', 'aaaa:bb')).toEqual(["aaaa:bbbb\tit's left"]);
  expect(await offered(path, 'upgrade', 'left@h')).toEqual([
    'left@head\tthe head',
    'left@heads\tall heads',
  ]);
});

test('options, their values, and what the project declares', async () => {
  using project = new ProjectDirectory(files);
  const {path} = project;
  expect(await offered(path, 'upgrade', '--pl')).toEqual([
    '--plan\tprint what would be done, and change nothing',
  ]);
  expect(await offered(path, 'upgrade', '--dialect', 's')).toEqual(['sqlite\t']);
  expect(await offered(path, 'upgrade', '--dialect=s')).toEqual(['--dialect=sqlite\t']);
  expect(await offered(path, '-n', 'li')).toEqual(['live\t']);
  expect(await offered('/', '-C', path, 'show', 'aa')).toEqual(['aaaa\tfirst: a table']);
});

test('where there is nothing to offer, nothing is said', async () => {
  using empty = new ProjectDirectory();
  expect(await offered(empty.path, 'upgrade', '')).toEqual([]);
  expect(await offered(empty.path, 'revision', '-m', '')).toEqual([]);
  expect(await offered(empty.path, '-c', '')).toEqual([]);
});

test('every option of which the value is one of a few words offers them', () => {
  const open = new Set([
    'message',
    'branch-label',
    'rev-id',
    'expect',
    'wait',
    'limit',
    'version-path',
    'rename',
    'answer',
    'answers',
    'keep-answers',
    'reason',
  ]);
  const silent = specs.flatMap(({name, options}) =>
    options.flatMap(({flags}) => {
      const [, flag = ''] = /(--[\w-]+) </.exec(flags) ?? [];
      const isOpen = flag === '' || open.has(flag.slice(2));
      return isOpen || wantedAt([name, flag, ''], specs).kind !== 'files'
        ? []
        : [`${name} ${flag}`];
    }),
  );
  expect(silent).toEqual([]);
});

const athanor = fileURLToPath(new URL('../../cli.tsx', import.meta.url));
const tsx = fileURLToPath(import.meta.resolve('tsx'));

/** What a shell offers at the end of a line. */
const asks: Readonly<Record<Shell, (line: string) => string>> = {
  bash: (line) => `COMP_LINE='${line}' COMP_POINT=${line.length}
read -ra COMP_WORDS <<< '${line}'
COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
_athanor
printf '%s\\n' "\${COMPREPLY[@]}"`,
  zsh: (line) => `_describe() { print -rl -- "\${(@P)3}" }
words=(\${(z):-'${line}'}) CURRENT=\${#words}
_athanor`,
  fish: (line) => `complete -C '${line}'`,
};

/** What an interactive shell has read before. */
const before: Readonly<Record<Shell, string>> = {bash: '', zsh: 'compdef() { }\n', fish: ''};

const isThere = (shell: Shell): boolean => spawnSync(shell, ['-c', ':']).status === 0;

test.for(shells.filter(isThere))('%s completes with what athanor offers', (shell) => {
  using project = new ProjectDirectory(files);
  const program = project.write(
    'bin/athanor',
    `#!/bin/sh\nexec '${process.execPath}' --import '${tsx}' '${athanor}' "$@"\n`,
  );
  chmodSync(program, 0o755);
  const at = (line: string): readonly string[] => {
    const {stdout, stderr} = spawnSync(
      shell,
      ['-c', `${before[shell]}${scripts[shell]}\n${asks[shell](line)}`],
      {
        cwd: project.path,
        encoding: 'utf8',
        env: {...process.env, PATH: `${project.path}/bin:${process.env['PATH'] ?? ''}`},
      },
    );
    expect(stderr).toBe('');
    return stdout.split('\n').filter(Boolean);
  };
  const [first = '', ...others] = at('athanor upgrade bb');
  expect([first.split(/[\t:]/)[0], others]).toEqual(['bbbb', []]);
  expect(at('athanor upgrade b').join('\n')).toMatch(/bbbb.*it's left\)?\n.*bcbc.*right/);
});
