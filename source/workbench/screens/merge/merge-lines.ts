import {shortId, type HistoryView} from '../explore/history-view.ts';
import {sourceLines} from '../explore/source-lines.ts';
import type {KeyTable} from '../../keys/key-table.ts';
import {keySpan} from '../../keys/key-words.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {wrapLine, wrapLines} from '../../text/wrap-line.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {MergeScreen} from './merge-state.ts';

/** One head to choose: whether it is, and at which place. */
export function choiceRow(
  {heads, chosen}: MergeScreen,
  {history, glyphs}: {readonly history: HistoryView; readonly glyphs: Glyphs},
  index: number,
): Line {
  const head = heads[index];
  if (head === undefined) return [];
  const place = chosen.indexOf(head);
  const isChosen = place >= 0;
  return [
    span(
      isChosen ? `${glyphs.marked} ${place + 1} ` : `${glyphs.unmarked}   `,
      isChosen ? 'merge' : 'dim',
    ),
    span(shortId(history, head), 'id'),
    span(` ${visible(history.graph.get(head).message)}`),
  ];
}

/** What is to be known before heads are joined. */
export function mergeAccount(merge: MergeScreen, keys: KeyTable, columns: number): readonly Line[] {
  const {draft, complaint} = merge;
  const lines: readonly Line[] = [
    ...sharedLines(merge),
    ...(complaint === undefined ? [] : [[span(visible(complaint), 'warning')]]),
    ...(draft === undefined
      ? []
      : [
          [
            keySpan(keys, 'writeMerge'),
            span(' write it   '),
            keySpan(keys, 'askMergeMessage'),
            span(' message: '),
            span(visible(draft.message), 'strong'),
          ],
        ]),
  ];
  return lines.flatMap((line) => wrapLine(line, columns - 2));
}

function sharedLines({shared}: MergeScreen): readonly Line[] {
  if (shared.kind === 'loading') return [[span('comparing the lines', 'dim')]];
  if (shared.kind === 'failed')
    return [[span(`not compared: ${visible(shared.message)}`, 'warning')]];
  if (shared.kind === 'unasked') return [];
  if (shared.value.length === 0) return [[span('the lines touch no table in common', 'good')]];
  return shared.value.map(({table, revisions}) => [
    span(`! ${visible(table)} `, 'warning'),
    span(`is touched by ${revisions.join(', ')}`),
  ]);
}

const texts = new WeakMap<object, readonly Line[]>();

/** The file that would be written, no line wider than there is room. */
export function fileText({draft}: MergeScreen, columns: number): readonly Line[] {
  if (draft === undefined) return [];
  const lines = texts.get(draft) ?? sourceLines(draft.text);
  texts.set(draft, lines);
  return wrapLines(lines, Math.max(20, columns - 2));
}
