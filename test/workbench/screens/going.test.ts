import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {standingAt} from '../../../source/commands/standing.ts';
import {RevisionGraph} from '../../../source/graph/revision-graph.ts';
import type {Revision} from '../../../source/graph/revision.ts';
import {routeTo} from '../../../source/graph/route-to.ts';
import {goingTo} from '../../../source/workbench/screens/explore/going.ts';

const earlier = (numbers: readonly number[], at: number): readonly string[] =>
  at === 0 ? [] : [...new Set(numbers.map((number) => `r${number % at}`))];

/** Some revisions, each on top of earlier ones, and some that they depend on. */
const someGraph = fc
  .array(
    fc.record({
      down: fc.array(fc.nat(30), {maxLength: 2}),
      depends: fc.array(fc.nat(30), {maxLength: 1}),
    }),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map((all) => {
    return new RevisionGraph(
      all.map(({down, depends}, at): Revision => {
        const downRevisions = earlier(down, at);
        return {
          id: `r${at}`,
          downRevisions,
          dependsOn: earlier(depends, at).filter((id) => !downRevisions.includes(id)),
          branchLabels: [],
          message: '',
        };
      }),
    );
  });

test('the steps that are counted are those of the route', () => {
  fc.assert(
    fc.property(someGraph, fc.nat(30), fc.nat(30), (graph, row, target) => {
      const rows = graph.tips([`r${row % graph.size}`]);
      const revision = `r${target % graph.size}`;
      const {steps} = routeTo(graph, rows, revision);
      const going = goingTo(graph, standingAt(graph, rows, ''), revision);
      const direction = {upgrade: 'up', downgrade: 'down'} as const;
      expect(going).toEqual({
        direction: steps[0] === undefined ? 'here' : direction[steps[0].direction],
        steps: steps.length,
      });
    }),
  );
});
