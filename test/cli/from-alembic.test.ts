import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {globalOptions} from '../../source/cli/parse.ts';
import {specs} from '../../source/cli/specs/all.ts';
import type {OptionSpec} from '../../source/cli/spec.ts';
import {record} from '../../source/operations/recorder.ts';

const page = readFileSync(new URL('../../docs/from-alembic.md', import.meta.url), 'utf8');

/** The third cell of each row that has an id, by that. */
const rows = new Map(
  [...page.matchAll(/^\| ([A-Z]-\d+) +\|[^|]*\| (.*?) *\|$/gm)].map(([, id = '', cell = '']) => [
    id,
    cell,
  ]),
);

const counted = (letter: string, count: number): readonly string[] =>
  Array.from({length: count}, (_, at) => `${letter}-${at + 1}`);

test('every row of the reference has its line', () => {
  expect([...rows.keys()]).toEqual([...counted('G', 10), ...counted('C', 15), ...counted('O', 25)]);
});

const flagsOf = (options: readonly OptionSpec[]): ReadonlySet<string> =>
  new Set(options.flatMap(({flags}) => flags.match(/(?<![\w-])--?[\w-]+/g) ?? []));

test('the commands that it names are there, with the options that it names', () => {
  const missing = counted('C', 15).flatMap((id) => {
    const cell = rows.get(id) ?? '';
    const name = /^`athanor ([\w-]+)/.exec(cell)?.[1] ?? '';
    const spec = specs.find((one) => one.name === name);
    if (spec === undefined) return [`${id}: there is no ${name}`];
    const known = flagsOf([...spec.options, ...globalOptions]);
    // What stands behind the first sentence that begins with a flag is about what is left out.
    const [said = ''] = cell.split(/\. `-/);
    const named = [...said.matchAll(/`[^`]*`/g)].flatMap(
      ([code]) => code.match(/(?<![\w-])--?[\w-]+/g) ?? [],
    );
    return named.filter((flag) => !known.has(flag)).map((flag) => `${id}: ${name} has no ${flag}`);
  });
  expect(missing).toEqual([]);
});

/** What Alembic's own parser takes. */
const theirs: readonly (readonly [row: string, command: string, flags: string])[] = [
  ['C-1', 'init', '-t --template --package'],
  ['C-2', 'list-templates', ''],
  [
    'C-3',
    'revision',
    '-m --message --autogenerate --sql --head --splice --branch-label --version-path --rev-id --depends-on',
  ],
  ['C-4', 'merge', '-m --message --branch-label --rev-id --splice'],
  ['C-5', 'upgrade', '--sql --tag'],
  ['C-6', 'downgrade', '--sql --tag'],
  ['C-7', 'stamp', '--sql --tag --purge'],
  ['C-8', 'current', '-c --check-heads -v --verbose'],
  ['C-9', 'heads', '-v --verbose --resolve-dependencies'],
  ['C-10', 'branches', '-v --verbose'],
  ['C-11', 'history', '-r --rev-range -v --verbose -i --indicate-current'],
  ['C-12', 'show', ''],
  ['C-13', 'edit', ''],
  ['C-14', 'check', ''],
  ['C-15', 'ensure-version', '--sql'],
];

test.for(theirs)('%s: %s takes %s, or the page says why not', ([row, command, flags]) => {
  const spec = specs.find(({name}) => name === command);
  const known = flagsOf([...(spec?.options ?? [])]).union(flagsOf(globalOptions));
  const said = rows.get(row) ?? '';
  expect(said).toContain(`\`athanor ${command}`);
  const missing = flags.split(' ').filter((flag) => {
    const isElsewhere = flag === '-c';
    return flag !== '' && (isElsewhere || !known.has(flag)) && !said.includes(`\`${flag}\``);
  });
  expect(missing).toEqual([]);
});

test('what holds for every command is there, and every command of its own is named', () => {
  const known = flagsOf([...globalOptions, {flags: '-V, --version', description: ''}]);
  const named = counted('G', 10).flatMap((id) =>
    [...(rows.get(id) ?? '').matchAll(/`[^`]*`/g)].flatMap(
      ([code]) => code.match(/(?<![\w-])--?[a-zA-Z][\w-]*/g) ?? [],
    ),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((flag) => !known.has(flag))).toEqual([]);

  const [, beside = ''] = /^Beside these: (.*)$/m.exec(page) ?? [];
  const own = specs.map(({name}) => name).filter((name) => !theirs.some(([, one]) => one === name));
  expect(own.filter((name) => !beside.includes(`\`${name}\``))).toEqual([]);
});

test('the directives that it names are there', () => {
  const known = new Set<string>();
  record((op) => {
    for (const word of Object.keys(op)) known.add(word);
  });
  const named = counted('O', 25).flatMap((id) =>
    [...(rows.get(id) ?? '').matchAll(/op\.(\w+)/g)].map(([, word = '']) => word),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((word) => !known.has(word))).toEqual([]);
});
