import {RevisionGraph} from '../../source/graph/revision-graph.ts';
import type {Revision} from '../../source/graph/revision.ts';

/**
 * Draws a graph, oldest first: `'m: b c'` is m on top of b and c, `'d + b'` (or `'d: + b'`) is d, depending on b,
 * `'e [label]: a'` is e on top of a, declaring a label.
 */
export function graph(...lines: readonly string[]): RevisionGraph {
  return new RevisionGraph(revisions(...lines));
}

/** The revisions of such a drawing, whether they make a graph or not. */
export function revisions(...lines: readonly string[]): readonly Revision[] {
  return lines.map((line) => {
    const [, id = '', labels = '', below = ''] =
      /^\s*([^\s:+[]+)\s*(?:\[(.*?)\])?\s*:?\s*(.*)$/.exec(line) ?? [];
    const [down = '', depends = ''] = below.split('+');
    return {
      id,
      downRevisions: words(down),
      dependsOn: words(depends),
      branchLabels: words(labels),
      message: `${id} is there`,
    };
  });
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);
