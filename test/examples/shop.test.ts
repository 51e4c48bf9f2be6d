import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {record} from '../../source/operations/recorder.ts';
import type {Operations} from '../../source/operations/operations.ts';
import {readDirectories} from '../../source/script/read-directories.ts';

const directory = fileURLToPath(new URL('../../examples/shop/', import.meta.url));
const {scripts, graph} = readDirectories([`${directory}revisions`], directory);

describe('the revisions of the shop', () => {
  test('are read from their text alone', () => {
    expect(scripts).toHaveLength(16);
    expect(scripts.find(({id}) => id === '7ab35e10c9d4')).toEqual({
      id: '7ab35e10c9d4',
      downRevisions: ['e2904b7c1fa6', '91c6d03fe87b'],
      dependsOn: [],
      branchLabels: [],
      message: 'merge payments and coupons',
      description: 'merge payments and coupons',
      created: '2026-03-16T09:05:00Z',
      path: `${directory}revisions/7ab35e10c9d4_merge_payments_and_coupons.ts`,
    });
  });

  test('are named by what they say', () => {
    const names = scripts.map(
      ({id, message}) => `${id}_${message.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}.ts`,
    );
    expect(scripts.map(({path}) => basename(path))).toEqual(names);
  });

  test('were made in the order in which they stand on each other', () => {
    const created = (id: string) => scripts.find((script) => script.id === id)?.created ?? '';
    const wrong = graph.ids.flatMap((id) =>
      graph.parents(id).filter((parent) => created(parent) >= created(id)),
    );
    expect(wrong).toEqual([]);
    expect(new Set(scripts.map((script) => script.created)).size).toBe(16);
  });

  test('have two heads, a branch that was merged, a label and a dependency', () => {
    expect(graph.heads).toEqual(['9e03b6f4a82d', 'f3875d1ec62a']);
    expect(graph.effectiveHeads).toEqual(graph.heads);
    expect(graph.bases).toEqual(['3f9a1c07e5b2']);
    expect(graph.mergePoints).toEqual(['7ab35e10c9d4']);
    expect(graph.branchPoints).toEqual(['7ab35e10c9d4', 'b07e52a9d4c8']);
    expect(graph.branchLabels).toEqual(['reports']);
    expect(graph.labels('9e03b6f4a82d')).toEqual(['reports']);
    expect(graph.labels('f3875d1ec62a')).toEqual([]);
    expect(graph.ids.filter((id) => graph.dependencies(id).length > 0)).toEqual(['9e03b6f4a82d']);
    expect(graph.dependencies('9e03b6f4a82d')).toEqual(['6fc02a8d17b3']);
  });
});

/** What a revision file exports. */
interface Module {
  readonly upgrade: (op: Operations) => void;
  readonly downgrade: (op: Operations) => void;
}

test.for(scripts.map(({id, path}) => [id, path] as const))(
  '%s asks for as much on the way down as on the way up',
  async ([id, path]) => {
    const file: Module = await import(path);
    const up = record(file.upgrade);
    const down = record(file.downgrade);
    expect(up.length === 0).toBe(graph.isMergePoint(id));
    expect(down.length === 0).toBe(graph.isMergePoint(id));
    expect([...up, ...down].filter(({kind}) => kind === 'run')).toEqual([]);
  },
);
