import type {ShownNode, ShownSchema} from '../../commands/schema.ts';
import type {Colours} from './colours.ts';
import {visible} from './visible.ts';

type Touch = ShownNode['touched'][number];

/** The schema as a tree; with `touched`, each line ends in the revision that last changed the thing. */
export function treeText(
  {tree, unknowns}: Pick<ShownSchema, 'tree' | 'unknowns'>,
  {touched, colours}: {readonly touched: boolean; readonly colours: Colours},
): string {
  const lines = tree.flatMap((node) => nodeLines(node, {touched, colours}));
  if (tree.length === 0 && unknowns.length === 0) return 'nothing is there';
  return [...lines, ...unknownLines(unknowns, colours)].join('\n');
}

/** One thing and every revision that touched it, newest first. */
export function historyText(
  node: ShownNode,
  messages: ReadonlyMap<string, string>,
  colours: Colours,
): string {
  const lines = [...nodeLines(node, {touched: false, colours}), ''];
  for (const [revision, touches] of Map.groupBy(node.touched, (touch) => touch.revision)) {
    lines.push(`${colours.id(visible(revision))} ${visible(messages.get(revision) ?? '')}`);
    for (const touch of touches.toReversed())
      lines.push(`  ${visible(touch.did)}${effectText(touch, colours)}`);
  }
  return lines.join('\n');
}

/** Raw SQL that nobody said the effect of. */
export function unknownLines(
  unknowns: ShownSchema['unknowns'],
  colours: Colours,
): readonly string[] {
  return unknowns.map(({revision, sql}) =>
    colours.warning(`not known: what ${visible(revision)} does with ${oneLine(sql)}`),
  );
}

/** How the lines of a tree name a thing: its kind, unless its place tells. */
export const nodeWords = ({kind, name, text}: Pick<ShownNode, 'kind' | 'name' | 'text'>): string =>
  [kind === 'column' || kind === 'table' ? '' : kind, name, text]
    .filter((each) => each !== '')
    .map(visible)
    .join(' ');

function nodeLines(
  node: ShownNode,
  options: {readonly touched: boolean; readonly colours: Colours},
): readonly string[] {
  const {touched, colours} = options;
  const own = node.kind === 'table' ? colours.strong(nodeWords(node)) : nodeWords(node);
  const doubt = node.touched.find(({effect}) => effect === 'unknown');
  return [
    own + (touched ? lastText(node, colours) : ''),
    ...(doubt === undefined
      ? []
      : [
          colours.warning(
            `  not known: whether ${visible(doubt.revision)} changes it: ${visible(doubt.did)}`,
          ),
        ]),
    ...node.children.flatMap((child) => nodeLines(child, options)).map((line) => `  ${line}`),
  ];
}

function lastText({touched}: ShownNode, colours: Colours): string {
  const last = touched.find(({effect}) => effect === 'schema');
  return last === undefined ? '' : colours.faint(`  -- ${visible(last.revision)}`);
}

function effectText({effect}: Touch, colours: Colours): string {
  if (effect === 'data') return colours.faint(' (its rows)');
  return effect === 'unknown' ? colours.warning(' (not known what)') : '';
}

function oneLine(sql: string): string {
  const line = visible(sql.replaceAll(/\s+/g, ' ').trim());
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
