import {execFile} from 'node:child_process';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {CaseFile, CaseGraph} from '../../tools/oracle/cases.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sample = join(root, 'test/graph/cases/sample.json');
/** What a question need not have. */
const GIVEN = new Set(['answer', 'unstable', 'defect']);
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'athanor-oracle-'));
});

afterAll(() => rm(directory, {recursive: true}));

async function oracle(...args: readonly string[]) {
  const run = promisify(execFile)(process.execPath, ['tools/oracle.ts', ...args], {
    cwd: root,
    maxBuffer: 10_000_000,
  });
  const {stdout, code} = await run.then(
    (done) => ({...done, code: 0}),
    (failed: {stdout: string; code: number}) => failed,
  );
  return {code, lines: stdout.split('\n').filter(Boolean)};
}

/** Writes the sample, changed, and gives the path. */
async function changed(name: string, change: (graph: CaseGraph) => unknown): Promise<string> {
  const cases: CaseFile = JSON.parse(await readFile(sample, 'utf8'));
  const path = join(directory, `${name}.json`);
  await writeFile(path, JSON.stringify({...cases, graphs: cases.graphs.map(change)}));
  return path;
}

describe('oracle', () => {
  test('passes the sample', async () => {
    const {code, lines} = await oracle(sample);

    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^facts +\d+ passed +0 failed$/);
    expect(lines.at(-1)).toMatch(/^\d+ passed, 0 failed$/);
  });

  test('answers a file without answers and without facts like one that has them', async () => {
    const bare = await changed('bare', ({name, revisions, queries = []}) => ({
      name,
      revisions,
      queries: queries.map((question) => {
        return Object.fromEntries(Object.entries(question).filter(([key]) => !GIVEN.has(key)));
      }),
    }));
    const [withAnswers, without, judged] = await Promise.all([
      oracle('--answers', sample),
      oracle('--answers', bare),
      oracle(bare),
    ]);

    expect(without).toEqual(withAnswers);
    expect(without.lines.length).toBeGreaterThan(300);
    expect(without.lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({
        facts: expect.objectContaining({effective_heads: expect.any(Array)}),
      }),
    );
    expect(judged.lines.at(-1)).toBe('0 passed, 0 failed');
  });

  test('shows what it disagrees with and fails', async () => {
    const wrong = await changed('wrong', ({name, revisions, facts}) => ({
      name,
      revisions,
      facts,
      queries: [{kind: 'resolve', target: 'heads', answer: {revisions: ['something else']}}],
    }));
    const {code, lines} = await oracle(wrong);

    expect(code).toBe(1);
    expect(lines.at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
    expect(lines.find((line) => line.startsWith('{'))).toContain('something else');
  });
});
