import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {AthanorError} from '../../source/errors.ts';
import {reparent} from '../../source/graph/reparent.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import {anyGraph} from '../support/any-graph.ts';
import {graph} from '../support/graph.ts';

const changed = (moving: string, onto: readonly string[], ...lines: readonly string[]) => {
  const {changes, moved} = reparent(graph(...lines), moving, onto);
  return {changes: Object.fromEntries(changes), moved};
};

test('what stands on a revision comes along; the line alone does not', () => {
  const lines = ['a', 'b: a', 'c: a', 'd: c', 'e: d'];
  expect(changed('c', ['b'], ...lines)).toEqual({changes: {c: ['b']}, moved: ['c', 'd', 'e']});
  expect(changed('c:d', ['b'], ...lines)).toEqual({
    changes: {c: ['b'], e: ['a']},
    moved: ['e', 'c', 'd'],
  });
  expect(changed('c:c', ['e'], ...lines)).toEqual({
    changes: {c: ['e'], d: ['a']},
    moved: ['d', 'e', 'c'],
  });
  expect(changed('c', ['base'], ...lines).changes).toEqual({c: []});
  expect(changed('c', ['a'], ...lines)).toEqual({changes: {}, moved: []});
});

test('a merge point gets its parents anew, and what is left of a line has none below another', () => {
  const lines = ['a', 'b: a', 'c: a', 'm: b c', 'x: a'];
  expect(changed('m', ['c', 'x'], ...lines).changes).toEqual({m: ['c', 'x']});
  expect(changed('b:b', ['x'], ...lines).changes).toEqual({b: ['x'], m: ['c']});
});

test.for([
  ['c', ['d'], 'bad_target', /d stands on c/],
  ['c', ['c'], 'bad_target', /c stands on c, or is it/],
  ['c', ['a', 'b'], 'overlapping_revisions', /one stands on another/],
  ['b:d', ['a'], 'range_not_ancestor', /d does not stand on b/],
  ['c:', ['b'], 'bad_target', /where the line begins and ends/],
  ['a', ['f'], 'bad_target', /a cannot stand there/],
  ['zz', ['b'], 'revision_not_found', /zz/],
] as const)('%s onto %j is refused as %s', ([moving, onto, code, message]) => {
  const lines = ['a', 'b: a', 'c: a', 'd: c', 'f + a'];
  expect(() => changed(moving, onto, ...lines)).toThrow(
    expect.objectContaining({code, message: expect.stringMatching(message)}),
  );
});

test('whatever is moved, a graph stays one, and nothing changes but what is said', () => {
  const asked = anyGraph().chain((before) => {
    const id = fc.constantFrom(...before.ids);
    return fc.record({
      before: fc.constant(before),
      first: id,
      last: fc.option(id, {nil: undefined}),
      onto: fc.uniqueArray(id, {minLength: 1, maxLength: 2}),
    });
  });
  let moves = 0;
  fc.assert(
    fc.property(asked, ({before, first, last, onto}) => {
      const result = attempt(() =>
        reparent(before, last === undefined ? first : `${first}:${last}`, onto),
      );
      if (result instanceof AthanorError) return;
      moves++;
      const {changes, moved} = result;
      const after = new RevisionGraph(
        before.revisions.map((revision) => ({
          ...revision,
          downRevisions: changes.get(revision.id) ?? revision.downRevisions,
        })),
      );
      expect(after.downRevisions(first)).toEqual(onto);
      const others = before.ids.filter((id) => !moved.includes(id));
      for (const id of others) expect(after.ancestors([id])).toEqual(before.ancestors([id]));
      for (const id of moved) expect(after.ancestors([id])).not.toEqual(before.ancestors([id]));
      const alone = [...changes.keys()].filter((id) => id !== first && last === undefined);
      expect(alone).toEqual([]);
    }),
  );
  expect(moves).toBeGreaterThan(10);
});

function attempt<Value>(perform: () => Value): Value | AthanorError {
  try {
    return perform();
  } catch (error) {
    if (error instanceof AthanorError && error.code !== 'unexpected') return error;
    throw error;
  }
}
