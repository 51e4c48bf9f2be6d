import type {RevisionSchema} from '../../../commands/revision-schema.ts';
import type {SchemaChange} from '../../../commands/schema-changes.ts';
import type {ShownNode} from '../../../commands/schema.ts';

import type {RevisionId} from '../../../graph/revision.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import type {Tone} from '../../theme/tones.ts';
import {shortId, type HistoryView} from './history-view.ts';

const signs: Readonly<Record<SchemaChange['change'], readonly [string, Tone]>> = {
  added: ['+', 'added'],
  removed: ['-', 'removed'],
  changed: ['~', 'warning'],
};

/** What a revision changed in the schema; then all of it as it stood there, each thing after who last touched it. */
export function schemaLines(
  history: HistoryView,
  revision: RevisionId,
  {shown, changes}: RevisionSchema,
): readonly Line[] {
  const raw = shown.unknowns.length;
  const blame = (node: ShownNode, depth: number): readonly Line[] => [
    nodeLine(history, node, {depth, revision}),
    ...node.children.flatMap((child) => blame(child, depth + 1)),
  ];
  return [
    [span('What it changed', 'title')],
    ...(changes.length === 0
      ? [[span('  nothing in the schema', 'dim')]]
      : changes.flatMap(changeLines)),
    [],
    [span('The schema here, and who last touched it', 'title')],
    ...(raw === 0 ? [] : [[span(`  ${unknownText(raw)}`, 'warning')]]),
    ...(shown.tree.length === 0
      ? [[span('  empty', 'dim')]]
      : shown.tree.flatMap((node) => blame(node, 0))),
  ];
}

/** A change of the schema, in a line, with what it was and what it became under it where both are known. */
export function changeLines({change, kind, line, from, to}: SchemaChange): readonly Line[] {
  const [sign, tone] = signs[change];
  const head: Line = [span(`  ${sign} `, tone), span(visible(line), tone)];
  if (change !== 'changed') return [head, ...((to ?? from)?.children ?? []).map(memberLine)];
  if (from === undefined || to === undefined || from.text === to.text) return [head];
  return [
    head,
    [span(`      was ${visible(`${kind} ${from.text}`)}`, 'dim')],
    [span(`      now ${visible(`${kind} ${to.text}`)}`, 'dim')],
  ];
}

/** What came or went with a table. */
const memberLine = ({kind, name, text}: Pick<ShownNode, 'kind' | 'name' | 'text'>): Line => [
  span(`      ${kind === 'column' ? '' : `${kind} `}`, 'dim'),
  span(visible(name)),
  span(text === '' ? '' : ` ${visible(text)}`, 'dim'),
];

/** Raw SQL that may have done anything. */
export function unknownText(count: number): string {
  return `${count === 1 ? 'one statement' : `${count} statements`} of raw SQL may have changed more than is known`;
}

function nodeLine(
  history: HistoryView,
  {kind, name, text, touched}: ShownNode,
  {depth, revision}: {readonly depth: number; readonly revision: RevisionId},
): Line {
  const last = touched[0]?.revision;
  const isOwn = last === revision;
  const id = (last === undefined ? '' : shortId(history, last)).padEnd(history.idLength);
  const label = depth > 0 && kind === 'column' ? '' : `${kind} `;
  return [
    span(`${id}  `, isOwn ? 'added' : 'id'),
    span('  '.repeat(depth)),
    span(label, 'dim'),
    span(visible(name), depth === 0 ? 'strong' : 'plain'),
    span(text === '' ? '' : ` ${visible(text)}`, 'dim'),
  ].filter((piece) => piece.text !== '');
}
