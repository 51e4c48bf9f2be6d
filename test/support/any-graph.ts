import * as fc from 'fast-check';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import type {Revision} from '../../source/graph/revision.ts';

/** Revisions that make a graph: branches, merges, dependencies (some of them redundant), labels, any load order. */
export function anyRevisions(most = 12): fc.Arbitrary<readonly Revision[]> {
  return fc
    .array(fc.record({down: fc.array(fc.nat(), {maxLength: 2}), depends, labelled: rarely}), {
      minLength: 1,
      maxLength: most,
    })
    .chain((plans) => {
      const revisions = plans.map(({down, depends: needed, labelled}, index) => ({
        id: `r${index}`,
        downRevisions: earlier(down, index),
        dependsOn: earlier(needed, index),
        branchLabels: labelled ? [`label${index}`] : [],
        message: `number ${index}`,
      }));
      return fc.shuffledSubarray(revisions, {
        minLength: revisions.length,
        maxLength: revisions.length,
      });
    });
}

/** A graph of such revisions. */
export function anyGraph(most = 12): fc.Arbitrary<RevisionGraph> {
  return anyRevisions(most).map((revisions) => new RevisionGraph(revisions));
}

/** A graph, and version rows that a database could have. */
export function anyStanding(most = 12) {
  return anyGraph(most).chain((graph) => {
    return fc
      .subarray([...graph.ids])
      .map((some) => ({graph, rows: graph.tips(graph.ancestors(some))}));
  });
}

const depends = fc.oneof(
  {weight: 3, arbitrary: fc.constant<number[]>([])},
  {weight: 2, arbitrary: fc.array(fc.nat(), {minLength: 1, maxLength: 2})},
);

const rarely = fc.integer({min: 0, max: 5}).map((number) => number === 0);

/** Ids among those before an index, close ones more often. */
function earlier(numbers: readonly number[], index: number): string[] {
  if (index === 0) return [];
  const picked = numbers.map((number) => {
    return number % 3 === 0 ? number % index : index - 1 - (number % Math.min(index, 3));
  });
  return [...new Set(picked)].map((place) => `r${place}`);
}
