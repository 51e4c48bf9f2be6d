import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from '../../source/cli/parse.ts';
import {specs} from '../../source/cli/specs/all.ts';
import {command, root} from '../support/athanor.ts';
import {ProjectDirectory} from '../support/project-directory.ts';

const guide = join(root, 'docs', 'guide');
const chapters = readdirSync(guide)
  .filter((name) => /^\d.*\.md$/.test(name))
  .toSorted();

/** A piece of a chapter: text that is kept, a file to be written, or what is typed and printed. */
type Piece =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'file'; readonly text: string; readonly path: string; readonly body: string}
  | {readonly kind: 'console'; readonly body: string};

function piecesOf(page: string): readonly Piece[] {
  return page.split(/^(```\w+.*\n[^]*?^```\n)/m).map((text): Piece => {
    const [, language, path, body = ''] =
      /^```(\w+)(?: title="(.+)")?\n([^]*)```\n$/.exec(text) ?? [];
    if (language === 'console') return {kind: 'console', body};
    return path === undefined ? {kind: 'text', text} : {kind: 'file', text, path, body};
  });
}

/** What differs from one run to the next: how long it took, when it was, and who it was. */
const settled = (text: string): string =>
  text
    .replaceAll(/\b\d+ ms\b/g, '5 ms')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, '2026-11-23T14:05:09.120Z')
    .replaceAll(/(?<=done {2})\S+@\S+/g, 'ana@build-7');

/** A directory in which `npm install` has nothing to fetch, and `npx athanor` is this Athanor. */
function shop(): ProjectDirectory {
  const project = new ProjectDirectory().withMikroOrm();
  symlinkSync(root, join(project.path, 'node_modules', 'athanor'), 'junction');
  const shims = {
    npm: 'exit 0',
    npx: `shift; exec '${process.execPath}' '${command}' "$@"`,
    node: `exec '${process.execPath}' "$@"`,
  };
  for (const [name, does] of Object.entries(shims)) {
    chmodSync(project.write(join('node_modules/.shims', name), `#!/bin/sh\n${does}\n`), 0o755);
  }
  return project;
}

function typed({path}: ProjectDirectory, line: string): string {
  const {stdout} = spawnSync('sh', ['-c', `exec 2>&1\n${line}`], {
    cwd: path,
    encoding: 'utf8',
    env: {
      PATH: `${join(path, 'node_modules/.shims')}:${process.env['PATH'] ?? ''}`,
      HOME: path,
      ATHANOR_NOW: '2026-11-23T14:05:00Z',
    },
  });
  return stdout === '' || stdout.endsWith('\n') ? stdout : `${stdout}\n`;
}

/** Types what is to be typed and writes what is to be written; answers with the piece as it should stand. */
function carriedOut(project: ProjectDirectory, piece: Piece): string {
  if (piece.kind === 'console') return `\`\`\`console\n${replayed(project, piece.body)}\`\`\`\n`;
  if (piece.kind === 'file') project.write(piece.path, piece.body);
  return piece.text;
}

/** A console block as it comes out: each line that was typed, with what is printed. */
function replayed(project: ProjectDirectory, body: string): string {
  const lines = body.split('\n').filter((line) => line.startsWith('$ '));
  return lines.map((line) => `${line}\n${settled(typed(project, line.slice(2)))}`).join('');
}

test(
  'everything in the guide can be typed, in order, and prints what it shows',
  {timeout: 300_000},
  () => {
    using project = shop();
    const [shown, printed]: [string[], string[]] = [[], []];
    for (const chapter of chapters) {
      const path = join(guide, chapter);
      const page = readFileSync(path, 'utf8');
      const wanted = piecesOf(page)
        .map((piece) => carriedOut(project, piece))
        .join('');
      if (process.env['UPDATE_DOCS'] === '1') writeFileSync(path, wanted);
      shown.push(page);
      printed.push(wanted);
    }
    expect(shown).toEqual(printed);
    const entrypoint = join(guide, 'pipeline', 'entrypoint.sh');
    const started = typed(project, `'${entrypoint}' echo the server has started`);
    expect(started).toMatch(
      /^nothing to do, the database stands at \w+\nthe server has started\n$/,
    );
  },
);

test.for(readdirSync(join(guide, 'pipeline')))('what pipeline/%s calls is there', (file) => {
  const text = readFileSync(join(guide, 'pipeline', file), 'utf8');
  const lines = [...text.matchAll(/npx athanor (.+)/g)].map(([, words = '']) => words);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const [plain = ''] = line.split(/['">]/);
    const words = plain
      .trim()
      .replace(/--(expect|wait)$/, '--$1 0')
      .split(' ');
    expect(parse(words, specs, '1.0.0').kind).toBe('command');
  }
  if (file.endsWith('.sh')) execFileSync('sh', ['-n', join(guide, 'pipeline', file)]);
});

test('the guide names every chapter', () => {
  const index = readFileSync(join(guide, 'README.md'), 'utf8');
  expect(chapters.filter((name) => !index.includes(`(${name})`))).toEqual([]);
});
