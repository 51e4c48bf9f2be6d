import {expect, test} from 'vitest';
import {drawLanes, laneText} from '../../source/graph/draw-lanes.ts';
import {layoutLanes} from '../../source/graph/lanes.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import {shownEdges} from '../../source/graph/shown-edges.ts';

const revision = (id: string, ...downRevisions: string[]) => ({
  id,
  downRevisions,
  dependsOn: [],
  branchLabels: [],
  message: '',
});

/** m joins a2 over a1 and b2 over b1, all on r; t stands on m. */
const graph = new RevisionGraph([
  revision('r'),
  revision('a1', 'r'),
  revision('a2', 'a1'),
  revision('b1', 'r'),
  revision('b2', 'b1'),
  revision('m', 'a2', 'b2'),
  revision('t', 'm'),
]);

function drawn(...hidden: readonly string[]): readonly string[] {
  const order = graph.newestFirst().filter((id) => !hidden.includes(id));
  const rows = layoutLanes(graph, order, shownEdges(graph, new Set(order)));
  return rows.map((row) => `${laneText(drawLanes(row, {glyph: '○'}))} ${row.revision}`);
}

test('nothing hidden is drawn as ever', () => {
  const order = graph.newestFirst();
  const [own, shown] = [
    layoutLanes(graph, order),
    layoutLanes(graph, order, shownEdges(graph, new Set(order))),
  ].map((rows) => rows.map((row) => laneText(drawLanes(row, {glyph: '○'}))));
  expect(shown).toEqual(own);
});

test('an edge over what is hidden is dotted, and leads to the nearest below', () => {
  expect(drawn('a1')).toEqual(['○ t', '○─╮ m', '○ │ a2', '┊ ○ b2', '┊ ○ b1', '○─╯ r']);
});

test('what stood on a hidden merge point stands on both of its lines', () => {
  expect(drawn('m', 'a1', 'b1')).toEqual(['○┄╮ t', '○ ┊ a2', '┊ ○ b2', '○┄╯ r']);
});

test('what is reached over another one anyway has no edge of its own', () => {
  // m to r over b2 and b1 would say nothing that the line over a2 does not say.
  expect(drawn('b1', 'b2')).toEqual(['○ t', '○ m', '○ a2', '○ a1', '○ r']);
});
