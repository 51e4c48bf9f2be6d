import {drawLanes} from '../../../graph/draw-lanes.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {Standing} from '../../../commands/standing.ts';
import {fitLine, lineWidth, span, spread, type Line, type Span} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {Tone} from '../../theme/tones.ts';
import {shortId, type HistoryView} from './history-view.ts';
import {glyphOf, statusOf, statusTones, statusWords} from './status.ts';

/** What the rows of the history depend on beside their revision. */
export interface RowContext {
  readonly history: HistoryView;
  readonly standing: Standing | undefined;
  readonly glyphs: Glyphs;
  /** What the search found; the rest is dimmed. */
  readonly found: ReadonlySet<RevisionId> | undefined;
  /** What is to be compared. */
  readonly marks?: readonly RevisionId[];
  /** Lanes beyond this many are folded. */
  readonly maxLanes: number;
  /** A revision that is not written yet. */
  readonly ghost?: RevisionId | undefined;
}

/** One row of the history: its place in the graph, id, message, and how it stands, in words as well. */
export function historyRow(context: RowContext, index: number, columns: number): Line {
  const {history, standing, glyphs, found} = context;
  const revision = history.order[index];
  if (revision === undefined) return [];
  const status = statusOf(revision, standing);
  const isHead = history.graph.isHead(revision);
  const {message, branchLabels} = history.graph.get(revision);
  const left: Line = [
    ...fitLine(graphCells(context, index), graphColumns(context)),
    span(' '),
    span(shortId(history, revision).padEnd(history.idLength), 'id'),
    span(` ${visible(message)}`),
    ...branchLabels.map((label) => span(` [${visible(label)}]`, 'label')),
  ];
  const isGhost = revision === context.ghost;
  const isMarked = context.marks?.includes(revision) === true;
  const stands = isGhost ? 'to be written' : statusWords(isHead, status);
  const words = [isMarked ? 'marked' : '', stands].filter(Boolean).join(' ');
  const right =
    words === '' ? [] : [span(`  ${words} `, isHead || isGhost ? 'head' : statusTones[status])];
  const row = spread(left, right, columns, glyphs.ellipsis);
  return found === undefined || found.has(revision) ? row : dimmed(row);
}

/** The columns that the graph takes beside every row, so that what follows stands below each other. */
function graphColumns({history, maxLanes}: RowContext): number {
  return Math.min(history.laneCount, maxLanes) * 2 - 1;
}

function graphCells(context: RowContext, index: number): Line {
  const {history, standing, glyphs, maxLanes} = context;
  const row = history.lanes[index];
  if (row === undefined) return [];
  const status = statusOf(row.revision, standing);
  const glyph = glyphOf(history.graph, row.revision, {status, glyphs});
  const cells = drawLanes(row, {glyph, ascii: glyphs.ascii, maxLanes});
  const tones = history.tones[index] ?? [];
  const pieces: Span[] = [];
  cells.forEach(({text, lane}, cell) => {
    const isNode = cell === row.column * 2 || (text === glyph && lane !== row.column);
    append(pieces, text, isNode ? statusTones[status] : (tones[lane] ?? 'plain'));
  });
  return pieces;
}

function append(pieces: Span[], text: string, tone: Tone): void {
  const last = pieces.at(-1);
  if (last && (last.tone === tone || text === ' ')) {
    pieces[pieces.length - 1] = {...last, text: last.text + text};
  } else {
    pieces.push(span(text, tone));
  }
}

function dimmed(line: Line): Line {
  return fitLine([span(line.map(({text}) => text).join(''), 'dim')], lineWidth(line));
}
