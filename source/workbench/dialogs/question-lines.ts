import type {State} from '../store/state.ts';
import type {Line} from '../text/spans.ts';
import {wrapLine} from '../text/wrap-line.ts';
import {dialogRoom} from './dialog-room.ts';
import type {ConfirmScreen} from './screens.ts';

/** What a question gives as its reasons, none of it wider than the room. */
export function questionLines(state: State, {lines}: ConfirmScreen): readonly Line[] {
  const {width} = dialogRoom(state);
  return lines.flatMap((line) => wrapLine(line, width - 2));
}

/** How many of the reasons are shown at a time: what is to be typed has its own rows, and what is hidden one. */
export function questionRows(state: State): number {
  return Math.max(1, dialogRoom(state).height - 4);
}
