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
