import {mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

/** How a history is generated. */
export interface HistoryOptions {
  readonly revisions: number;
  /** A branch leaves the main line and comes back after this many revisions; 0 for one line. */
  readonly branchEvery?: number;
}

/** One revision of a generated history. */
interface Generated {
  readonly id: string;
  readonly downRevisions: readonly string[];
}

/** Writes a history of small revisions, each of which makes one table. The same options give the same files. */
export function writeHistory(directory: string, options: HistoryOptions): readonly string[] {
  mkdirSync(directory, {recursive: true});
  const history = [...generated(options)];
  for (const [number, revision] of history.entries()) {
    writeFileSync(join(directory, `${revision.id}_table_${number}.ts`), source(revision, number));
  }
  return history.map(({id}) => id);
}

function* generated({revisions, branchEvery = 0}: HistoryOptions): Generator<Generated, void> {
  let line: string | undefined;
  let branch: string | undefined;
  for (let number = 0; number < revisions; number++) {
    const id = idOf(number);
    const turn = branchEvery === 0 ? -1 : number % branchEvery;
    if (turn === 1 && line !== undefined) {
      yield {id, downRevisions: [line]};
      branch = id;
      continue;
    }
    const merges = turn === 3 && branch !== undefined;
    const parents = [line, merges ? branch : undefined].filter((parent) => parent !== undefined);
    if (merges) branch = undefined;
    yield {id, downRevisions: parents};
    line = id;
  }
}

/** Twelve hexadecimal digits that look like chance and are not. */
function idOf(number: number): string {
  let state = number + 1;
  let id = '';
  for (let round = 0; round < 2; round++) {
    state = Math.imul(state ^ (state >>> 16), 0x45d9f3b) + round + 1;
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
    id += (state >>> 0)
      .toString(16)
      .padStart(8, '0')
      .slice(-6 + 0);
  }
  return `${id.slice(0, 6)}${number.toString(16).padStart(6, '0')}`;
}

function source({id, downRevisions}: Generated, number: number): string {
  const [first, second] = downRevisions;
  const down =
    first === undefined
      ? 'null'
      : second === undefined
        ? `'${first}'`
        : `['${first}', '${second}']`;
  const created = new Date(Date.UTC(2024, 0, 1) + number * 3_600_000).toISOString().slice(0, 19);
  return `/**
 * add table ${number}
 *
 * Revision: ${id}
 * Revises: ${downRevisions.join(', ') || 'base'}
 * Created: ${created}Z
 */
import type {Operations} from 'athanor';

export const revision = '${id}';
export const downRevision = ${down};

export function upgrade(op: Operations) {
  op.createTable('table_${number}', (t) => ({
    id: t.integer().autoincrement().primary(),
    name: t.string().length(120),
    note: t.text().nullable(),
  }));
}

export function downgrade(op: Operations) {
  op.dropTable('table_${number}');
}
`;
}
