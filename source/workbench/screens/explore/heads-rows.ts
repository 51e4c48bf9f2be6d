import type {Standing} from '../../../commands/standing.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import {span, spread, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import type {BranchRow} from './branch-tree.ts';
import type {RowContext} from './history-rows.ts';
import {goingTo} from './going.ts';
import {shortId} from './history-view.ts';
import {glyphOf, statusOf, statusTones} from './status.ts';

/** One head: where its line ends, its labels, and how far the database is from it. */
export function headRow(context: RowContext, index: number, columns: number): Line {
  const {history, standing, glyphs} = context;
  const id = history.heads[index];
  if (id === undefined) return [];
  const status = statusOf(id, standing);
  const labels = history.graph.labels(id).map(visible).join(', ');
  const left: Line = [
    span(`${glyphOf(history.graph, id, {status, glyphs})} `, statusTones[status]),
    span(`${shortId(history, id)} `, 'id'),
    ...(labels === '' ? [] : [span(`[${labels}] `, 'label')]),
    span(visible(history.graph.get(id).message)),
  ];
  const right =
    standing === undefined
      ? []
      : [span(`  ${distance(context, standing, id)} `, statusTones[status])];
  return spread(left, right, columns, glyphs.ellipsis);
}

const distances = new WeakMap<Standing, Map<RevisionId, number>>();

/** How many revisions lie between the database and a head; counted once for each standing. */
function distance({history: {graph}}: RowContext, standing: Standing, head: RevisionId): string {
  const known = distances.get(standing) ?? new Map<RevisionId, number>();
  distances.set(standing, known);
  const ahead = known.get(head) ?? goingTo(graph, standing, head);
  const steps = typeof ahead === 'number' ? ahead : ahead.direction === 'up' ? ahead.steps : 0;
  known.set(head, steps);
  return steps === 0 ? 'applied' : `${steps} ahead`;
}

const roles: Readonly<Record<BranchRow['role'], string>> = {
  base: 'base',
  branchPoint: 'branch point',
  mergePoint: 'merge point',
  head: 'head',
  mergedInto: '',
};

/** One row of the branch tree. */
export function branchRow(context: RowContext, index: number, columns: number): Line {
  const {history, standing, glyphs} = context;
  const row = history.branches[index];
  if (row === undefined) return [];
  const {graph} = history;
  const status = statusOf(row.revision, standing);
  const labels = graph.labels(row.revision).map(visible).join(', ');
  const isWord = row.role === 'mergedInto';
  const left: Line = [
    span(trunk(row, glyphs.ascii), 'dim'),
    span(
      `${glyphOf(graph, row.revision, {status, glyphs})} `,
      isWord ? 'dim' : statusTones[status],
    ),
    ...(isWord ? [span('merged into ', 'dim')] : []),
    span(`${shortId(history, row.revision)} `, isWord ? 'dim' : 'id'),
    ...(labels === '' || isWord ? [] : [span(`[${labels}] `, 'label')]),
    span(isWord ? '' : visible(graph.get(row.revision).message)),
  ];
  const words = [row.between > 0 ? `${row.between} between` : '', roles[row.role]].filter(Boolean);
  const right = words.length === 0 ? [] : [span(`  ${words.join(', ')} `, 'dim')];
  return spread(left, right, columns, glyphs.ellipsis);
}

/** The strokes left of a row that show from where it hangs. */
function trunk({trunk: levels, isLast}: BranchRow, ascii: boolean): string {
  if (levels.length === 0) return '';
  const [along, last, other] = ascii ? ['| ', "'-", '|-'] : ['│ ', '╰─', '├─'];
  const above = levels.slice(1).map((goesOn) => (goesOn ? along : '  '));
  return above.join('') + (isLast ? last : other);
}
