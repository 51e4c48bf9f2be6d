import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {drawLanes, laneText} from '../../source/graph/draw-lanes.ts';
import {layoutLanes} from '../../source/graph/lanes.ts';
import {planDowngrade} from '../../source/graph/downgrade.ts';
import {planUpgrade} from '../../source/graph/upgrade.ts';
import {graph} from '../support/graph.ts';

/** Real projects' histories: a line of figures, then a revision a line, without what they do. */
const trees = new URL('trees/', import.meta.url);

test.for(readdirSync(trees))('the history of %s loads, draws, and goes up and down', (file) => {
  const [figures = '', ...lines] = readFileSync(new URL(file, trees), 'utf8').trimEnd().split('\n');
  const tree = graph(...lines);
  const merges = tree.ids.filter((id) => tree.isMergePoint(id));
  const bases = tree.ids.filter((id) => tree.isBase(id));
  expect(
    `${tree.size} revisions, ${merges.length} merge points, ${tree.heads.length} heads, ${bases.length} bases`,
  ).toBe(figures);

  const order = tree.newestFirst();
  const place = new Map(order.map((id, at) => [id, at]));
  const upsideDown = order.filter((id) =>
    tree.parents(id).some((parent) => (place.get(parent) ?? -1) < (place.get(id) ?? 0)),
  );
  expect(upsideDown).toEqual([]);

  const drawn = layoutLanes(tree, order).map((row) =>
    laneText(drawLanes(row, {glyph: 'o', maxLanes: 16})),
  );
  expect(drawn).toHaveLength(tree.size);
  expect(drawn.filter((line) => !line.includes('o'))).toEqual([]);

  const up = planUpgrade(tree, [], 'heads').steps.map(({revision}) => revision);
  expect(up).toHaveLength(tree.size);
  const down = planDowngrade(tree, tree.tips(tree.ids).toSorted(), 'base').steps;
  expect(down).toHaveLength(tree.size);
});
