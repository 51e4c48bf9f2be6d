import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';

/** Languages for graphs that documents and pull requests can show. */
export const diagramFormats = ['mermaid', 'dot'] as const;
export type DiagramFormat = (typeof diagramFormats)[number];

/** What of a graph is drawn. */
export interface Drawn {
  /** In any order; an edge is drawn where both ends are among them. */
  readonly revisions: readonly RevisionId[];
  /** Those that the database stands at. */
  readonly current?: ReadonlySet<RevisionId>;
}

/** The revisions and what they stand on, older ones below: down revisions as lines, dependencies as dotted ones. */
export function diagram(graph: RevisionGraph, drawn: Drawn, format: DiagramFormat): string {
  const oldest = graph.newestFirst(drawn.revisions).toReversed();
  const known = new Set(oldest);
  const among = (ids: readonly RevisionId[]) => ids.filter((id) => known.has(id));
  const nodes = oldest.map((id) => ({
    id,
    lines: [
      [id, ...graph.get(id).branchLabels.map((label) => `(${label})`)].join(' '),
      graph.get(id).message,
    ],
    isHead: graph.isHead(id),
    isCurrent: drawn.current?.has(id) === true,
  }));
  const edges: Edge[] = [];
  for (const to of oldest) {
    for (const from of among(graph.downRevisions(to))) edges.push({from, to, isDependency: false});
    for (const from of among(graph.dependencies(to))) edges.push({from, to, isDependency: true});
  }
  return format === 'mermaid' ? mermaid(nodes, edges) : dot(nodes, edges);
}

interface Node {
  readonly id: RevisionId;
  readonly lines: readonly string[];
  readonly isHead: boolean;
  readonly isCurrent: boolean;
}

interface Edge {
  readonly from: RevisionId;
  readonly to: RevisionId;
  readonly isDependency: boolean;
}

function mermaid(nodes: readonly Node[], edges: readonly Edge[]): string {
  const some = (is: (node: Node) => boolean, line: string) => (nodes.some(is) ? [line] : []);
  return [
    'flowchart BT',
    ...nodes.map(({id, lines, isHead, isCurrent}) => {
      const mark = isCurrent ? ':::current' : isHead ? ':::head' : '';
      return `  ${mermaidName(id)}["${lines.map(mermaidText).join('<br/>')}"]${mark}`;
    }),
    ...edges.map(
      ({from, to, isDependency}) =>
        `  ${mermaidName(from)} ${isDependency ? '-.->' : '-->'} ${mermaidName(to)}`,
    ),
    ...some(({isHead, isCurrent}) => isHead && !isCurrent, '  classDef head stroke-width:3px'),
    ...some(({isCurrent}) => isCurrent, '  classDef current stroke-width:3px,stroke:#2a2'),
  ].join('\n');
}

/** What is no letter or digit is told by its number, so that two ids never have one name. */
const mermaidName = (id: string): string =>
  `r${id.replaceAll(/[^A-Za-z0-9]/gu, (letter) => `_${(letter.codePointAt(0) ?? 0).toString(16)}_`)}`;

/** Letters that Mermaid, Markdown or HTML would take for their own are told by number. */
const mermaidText = (text: string): string =>
  oneLine(text).replaceAll(/["#&<>`\\[\]{}|;%]/g, (letter) => `#${letter.charCodeAt(0)};`);

function dot(nodes: readonly Node[], edges: readonly Edge[]): string {
  return [
    'digraph revisions {',
    '  rankdir=BT;',
    '  node [shape=box, fontname="monospace"];',
    ...nodes.map(({id, lines, isHead, isCurrent}) => {
      const more = [
        isHead ? ', penwidth=2' : '',
        isCurrent ? ', style=filled, fillcolor=palegreen' : '',
      ];
      return `  ${dotText([id])} [label=${dotText(lines)}${more.join('')}];`;
    }),
    ...edges.map(
      ({from, to, isDependency}) =>
        `  ${dotText([from])} -> ${dotText([to])}${isDependency ? ' [style=dashed]' : ''};`,
    ),
    '}',
  ].join('\n');
}

const dotText = (lines: readonly string[]): string =>
  `"${lines.map((line) => oneLine(line).replaceAll(/["\\]/g, String.raw`\$&`)).join(String.raw`\n`)}"`;

/** Control characters and what turns the direction of writing do nothing good in a document. */
const oneLine = (text: string): string =>
  text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
