import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {diagram} from '../../source/graph/diagram.ts';
import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import {anyRevisions} from '../support/any-graph.ts';
import {graph} from '../support/graph.ts';

const small = graph('a', 'b [left]: a', 'c: a + b', 'm: b c');

test('as Mermaid', () => {
  const text = diagram(
    small,
    {revisions: ['m', 'c', 'b', 'a'], current: new Set(['b'])},
    'mermaid',
  );
  expect(text).toBe(`flowchart BT
  ra["a<br/>a is there"]
  rb["b (left)<br/>b is there"]:::current
  rc["c<br/>c is there"]
  rm["m<br/>m is there"]:::head
  ra --> rb
  ra --> rc
  rb -.-> rc
  rb --> rm
  rc --> rm
  classDef head stroke-width:3px
  classDef current stroke-width:3px,stroke:#2a2`);
});

test('as DOT, of some of them', () => {
  expect(diagram(small, {revisions: ['m', 'c']}, 'dot')).toBe(`digraph revisions {
  rankdir=BT;
  node [shape=box, fontname="monospace"];
  "c" [label="c\\nc is there"];
  "m" [label="m\\nm is there", penwidth=2];
  "c" -> "m";
}`);
});

test('whatever a message and an id hold, each line is what the language takes, and no two ids have one name', () => {
  const node = /^ {2}r\w+\["(?:[^"<>`\\[\]{}&|]|<br\/>)*"\](?::::head)?$/;
  const dotNode =
    /^ {2}"(?:[^"\\]|\\\\|\\")*" \[label="(?:[^"\\]|\\\\|\\")*\\n(?:[^"\\]|\\\\|\\")*"(?:, penwidth=2)?\];$/;
  const odd = fc.string({unit: 'binary', maxLength: 12});
  fc.assert(
    fc.property(anyRevisions(6), fc.array(odd, {minLength: 6, maxLength: 6}), (revisions, said) => {
      const named = new Map(revisions.map(({id}, at) => [id, `${id}.${'é_.'[at % 3] ?? ''}`]));
      const renamed = (ids: readonly string[]) => ids.map((id) => named.get(id) ?? id);
      const whole = new RevisionGraph(
        revisions.map((revision, at) => ({
          ...revision,
          id: named.get(revision.id) ?? revision.id,
          downRevisions: renamed(revision.downRevisions),
          dependsOn: renamed(revision.dependsOn),
          message: said[at] ?? '',
        })),
      );
      const nodes = diagram(whole, {revisions: whole.ids}, 'mermaid')
        .split('\n')
        .filter((line) => line.includes('['));
      for (const line of nodes) expect(line).toMatch(node);
      expect(new Set(nodes.map((line) => line.split('[')[0])).size).toBe(whole.size);
      const lines = diagram(whole, {revisions: whole.ids}, 'dot')
        .split('\n')
        .slice(3, 3 + whole.size);
      for (const line of lines) expect(line).toMatch(dotNode);
    }),
  );
});
