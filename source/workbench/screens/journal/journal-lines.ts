import {span, spread, type Line} from '../../text/spans.ts';
import {visible, visibleLines} from '../../text/visible.ts';
import {wrapLine} from '../../text/wrap-line.ts';
import type {Tone} from '../../theme/tones.ts';
import {shortId, type HistoryView} from '../explore/history-view.ts';
import type {JournalEntry} from './journal-state.ts';

const tones: Readonly<Record<JournalEntry['outcome'], Tone>> = {
  started: 'warning',
  done: 'good',
  failed: 'danger',
  abandoned: 'warning',
  killed: 'danger',
};

const nameColumns = 12;

/** One line of the journal: when, what, and how it ended. */
export function entryRow(entry: JournalEntry, history: HistoryView, columns: number): Line {
  const {startedAt, direction, revision, kind, outcome} = entry;
  const left: Line = [
    span(`${time(startedAt)} `, 'dim'),
    span(direction.padEnd(10)),
    span(`${shortId(history, visible(revision))} `, 'id'),
    span(kind === 'part' ? '(a part) ' : messageOf(history, revision), 'dim'),
  ];
  return spread(left, [span(`  ${outcome} `, tones[outcome])], columns);
}

/** Everything that the journal has of one line. */
export function entryLines(entry: JournalEntry, columns: number): readonly Line[] {
  const {finishedAt, error, outcome} = entry;
  const facts: readonly (readonly [string, string])[] = [
    ['revision', entry.revision],
    ['direction', entry.direction],
    ['outcome', outcome],
    ['started', entry.startedAt],
    ['finished', finishedAt ?? 'not yet, or it was killed'],
    [
      'took',
      finishedAt === undefined ? '' : `${Date.parse(finishedAt) - Date.parse(entry.startedAt)} ms`,
    ],
    ['statements', `${entry.statementNo} done for good`],
    ['by', `${entry.actor}@${entry.host}`],
    ['run', entry.run],
    ['checksum', entry.checksum],
  ];
  const lines: readonly Line[] = [
    ...(error === undefined ? [] : visibleLines(error).map((line): Line => [span(line, 'danger')])),
    ...facts
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [span(name.padEnd(nameColumns), 'dim'), span(visible(value))]),
  ];
  return lines.flatMap((line) => wrapLine(line, columns - 2));
}

function time(iso: string): string {
  return visible(iso.slice(0, 19).replace('T', ' '));
}

function messageOf({graph}: HistoryView, revision: string): string {
  return graph.has(revision) ? visible(graph.get(revision).message) : 'no file';
}
