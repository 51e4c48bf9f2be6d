import {readFileSync, writeFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {AthanorError} from '../../source/errors.ts';
import {planDowngrade} from '../../source/graph/downgrade.ts';
import {resolveRange} from '../../source/graph/range.ts';
import {resolveRevisions} from '../../source/graph/resolve.ts';
import type {RevisionId} from '../../source/graph/revision.ts';
import {planStamp} from '../../source/graph/stamp.ts';
import {parseRange} from '../../source/graph/target.ts';
import {planUpgrade} from '../../source/graph/upgrade.ts';
import {graph} from '../support/graph.ts';

const path = new URL('../../docs/targets.md', import.meta.url);
const page = readFileSync(path, 'utf8');

/** The graph that the page draws. */
const drawn = graph(
  'a1aa',
  'a2aa: a1aa',
  'a3aa [left]: a2aa',
  'a4aa [right]: a2aa',
  'a5aa: a3aa',
  'b1bb [beta]',
  'b2bb: b1bb + a2aa',
);

/** The rows of the tables that begin with a form: its cells, without blanks and backticks. */
function rowsUnder(heading: string): readonly (readonly string[])[] {
  const section = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const form = (cell = ''): string => cell.replaceAll('`', '');

function told(go: () => readonly RevisionId[]): string {
  try {
    return go().join(' ') || '–';
  } catch (error) {
    if (error instanceof AthanorError) return `refused: \`${error.code}\``;
    throw error;
  }
}

const up = (target: string) =>
  told(() => planUpgrade(drawn, ['a3aa'], target).steps.map(({revision}) => revision));
const down = (target: string) =>
  told(() =>
    planDowngrade(drawn, ['a4aa', 'a5aa', 'b2bb'], target).steps.map(({revision}) => revision),
  );
const shown = (target: string) => told(() => resolveRevisions(drawn, target));
const stamped = (target: string) => told(() => planStamp(drawn, ['a3aa'], [target]).to);

test('what the page says that forms do is what they do', () => {
  const rows = rowsUnder('Forms');
  expect(rows.length).toBeGreaterThan(20);
  const wanted = rows.map(([cell, means]) => {
    const target = form(cell);
    return [cell, means, up(target), down(target), shown(target), stamped(target)];
  });
  update(rows, wanted);
  expect(rows).toEqual(wanted);
});

test('what the page says of ranges is what they are', () => {
  const rows = rowsUnder('Ranges');
  expect(rows.length).toBeGreaterThan(5);
  const wanted = rows.map(([cell]) => [
    cell,
    told(() => resolveRange(drawn, parseRange(form(cell)))),
  ]);
  update(rows, wanted);
  expect(rows).toEqual(wanted);
});

/** With UPDATE_DOCS=1 the page is set right instead. */
function update(
  rows: readonly (readonly string[])[],
  wanted: readonly (readonly (string | undefined)[])[],
): void {
  if (process.env['UPDATE_DOCS'] !== '1') return;
  let text = readFileSync(path, 'utf8');
  for (const [at, row] of rows.entries()) {
    const cells = row.map((cell) => cell.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
    text = text.replace(
      new RegExp(String.raw`^\| ${cells.join(String.raw` +\| +`)} +\|$`, 'm'),
      () => `| ${wanted[at]?.join(' | ')} |`,
    );
  }
  writeFileSync(path, text);
}
