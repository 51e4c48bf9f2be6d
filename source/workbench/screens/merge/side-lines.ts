import type {MergeSide} from '../../../commands/merge-sides.ts';
import type {State} from '../../store/state.ts';
import {fitLine, span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {wrapLine, wrapLines} from '../../text/wrap-line.ts';
import {shortId} from '../explore/history-view.ts';
import {sourceLines} from '../explore/source-lines.ts';
import {standingOf} from '../explore/standing.ts';
import type {MergeScreen} from './merge-state.ts';

/** Narrower than this, two sides stand under each other. */
const narrowest = 50;

/** What the chosen do, side by side where there is room, and the file that would be written. */
export function besideText(state: State, merge: MergeScreen, columns: number): readonly Line[] {
  const room = Math.max(20, columns - 2);
  const file = fileText(merge, room);
  const sides = sidesText(state, merge, room);
  return sides.length === 0 || file.length === 0 ? [...sides, ...file] : [...sides, [], ...file];
}

function sidesText(state: State, {sides}: MergeScreen, columns: number): readonly Line[] {
  if (sides.kind !== 'ready') return [];
  const all = sides.value.sides;
  const [left, right, ...more] = all;
  if (left === undefined || right === undefined || more.length > 0 || columns < narrowest) {
    return all.flatMap((side) => sideText(state, side, columns));
  }
  const width = Math.floor((columns - 1) / 2);
  const [before, after] = [sideText(state, left, width), sideText(state, right, width)];
  return Array.from({length: Math.max(before.length, after.length)}, (_, at) => [
    ...fitLine(before[at] ?? [], width),
    span('|', 'dim'),
    ...(after[at] ?? []),
  ]);
}

/** A side: its head and how far it is applied here, then each revision with its operations. */
function sideText(state: State, {head, revisions}: MergeSide, columns: number): readonly Line[] {
  const {history} = state;
  const lines: readonly Line[] = [
    [span(shortId(history, head), 'id'), span(` ${appliedText(state, revisions)}`, 'dim')],
    ...revisions.flatMap(({revision, message, does}): readonly Line[] => [
      [span(shortId(history, revision), 'id'), span(` ${visible(message)}`)],
      ...(does.length === 0 ? [[span('  does nothing', 'dim')]] : []),
      ...does.map(({line, shared}): Line => {
        const isShared = shared.length > 0;
        return [
          span(isShared ? '! ' : '  ', 'warning'),
          span(visible(line), isShared ? 'warning' : 'plain'),
        ];
      }),
    ]),
  ];
  return lines.flatMap((line) => wrapLine(line, columns));
}

/** Which of the revisions of a side are applied here. */
function appliedText(state: State, revisions: MergeSide['revisions']): string {
  const standing = standingOf(state);
  if (standing === undefined) return 'not known to be applied here';
  const count = revisions.filter(({revision}) => standing.applied.has(revision)).length;
  if (count === revisions.length) return 'applied here';
  return count === 0 ? 'not applied here' : `${count} of ${revisions.length} applied here`;
}

const texts = new WeakMap<object, readonly Line[]>();

function fileText({draft}: MergeScreen, columns: number): readonly Line[] {
  if (draft === undefined) return [];
  const lines = texts.get(draft) ?? sourceLines(draft.text);
  texts.set(draft, lines);
  return wrapLines(lines, columns);
}
