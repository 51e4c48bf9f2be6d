import type {KeyTable} from '../../keys/key-table.ts';
import {keySpan} from '../../keys/key-words.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible, visibleLines} from '../../text/visible.ts';
import {wrapLine} from '../../text/wrap-line.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {Tone} from '../../theme/tones.ts';
import type {ReviewScreen} from './review-state.ts';

/** One change: whether it is taken, what it is, and whether it takes data away. */
export function itemRow(
  {generated, taken}: ReviewScreen,
  {marked, unmarked, warning}: Glyphs,
  index: number,
): Line {
  const item = generated.items[index];
  if (item === undefined) return [];
  const isTaken = taken.has(item.id);
  const tone: Tone | undefined = item.destructive ? 'danger' : isTaken ? undefined : 'dim';
  return [
    span(`${isTaken ? marked : unmarked} `, isTaken ? 'good' : 'dim'),
    span(item.destructive ? `${warning} ` : '  ', 'danger'),
    span(visible(item.line), tone),
  ];
}

/** What is to be known before the file is written. */
export function reviewAccount(
  review: ReviewScreen,
  keys: KeyTable,
  columns: number,
): readonly Line[] {
  const {generated, taken, parent, message, complaint, edited} = review;
  const lines: readonly Line[] = [
    ...(edited === undefined ? [] : editedLines(edited, keys)),
    [
      span(`${taken.size} of ${generated.items.length} changes`, 'strong'),
      span(parent === undefined ? '' : ` on top of ${visible(parent)}`),
    ],
    [span('message: ', 'dim'), span(visible(message), 'strong')],
    ...leftOut(review),
    ...(complaint === undefined ? [] : [[span(visible(complaint), 'warning')]]),
    ...generated.hints.map(({text}) => [span(`? ${visible(text)}`, 'warning')]),
    ...generated.leftOut.map(({kind, name, table}) => [
      span(
        `not taken over: ${kind} ${visible(table === undefined ? name : `${table}.${name}`)}`,
        'dim',
      ),
    ]),
  ];
  return lines.flatMap((line) => wrapLine(line, columns - 2));
}

/** What takes data away is left out until somebody takes it. */
function leftOut({generated, taken}: ReviewScreen): readonly Line[] {
  const count = generated.items.filter(({id, destructive}) => destructive && !taken.has(id)).length;
  if (count === 0) return [];
  return [
    [
      span(
        `! ${count} that would take data away ${count === 1 ? 'is' : 'are'} left out`,
        'warning',
      ),
    ],
  ];
}

function editedLines(
  {result}: NonNullable<ReviewScreen['edited']>,
  keys: KeyTable,
): readonly Line[] {
  if (result.kind === 'good') {
    const {upgrade, downgrade} = result.checked;
    const down = downgrade === undefined ? 'no downgrade' : `${downgrade} down`;
    return [[span(`edited by hand: ${upgrade} operations up, ${down}`, 'good')]];
  }
  return [
    ...visibleLines(result.message).map((line) => [span(line, 'danger')]),
    ...(result.hint === undefined ? [] : [[span(`hint: ${visible(result.hint)}`, 'dim')]]),
    [keySpan(keys, 'editDraft'), span(' goes on editing what you wrote')],
  ];
}
