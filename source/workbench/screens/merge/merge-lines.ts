import {shortId, type HistoryView} from '../explore/history-view.ts';
import type {KeyTable} from '../../keys/key-table.ts';
import {keySpan} from '../../keys/key-words.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {wrapLine} from '../../text/wrap-line.ts';
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

function sharedLines({sides}: MergeScreen): readonly Line[] {
  if (sides.kind === 'loading') return [[span('comparing the lines', 'dim')]];
  if (sides.kind === 'failed')
    return [[span(`not compared: ${visible(sides.message)}`, 'warning')]];
  if (sides.kind === 'unasked') return [];
  const {shared} = sides.value;
  if (shared.length === 0) return [[span('the lines touch nothing in common', 'good')]];
  return shared.map(({thing, revisions}) => [
    span(`! ${visible(thing)} `, 'warning'),
    span(`is touched by ${revisions.join(', ')}`),
  ]);
}
