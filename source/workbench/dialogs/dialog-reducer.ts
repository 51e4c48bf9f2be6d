import type {KeyPress} from '../keys/key-press.ts';
import type {Handlers} from '../store/events.ts';
import {topScreen, type Screen, type State} from '../store/state.ts';
import {listTop, moveBy, scrollText, type Motion} from '../widgets/window.ts';
import type {Confirmation} from './confirmation.ts';
import {dialogRoom} from './dialog-room.ts';
import {questionLines, questionRows} from './question-lines.ts';
import {helpLines} from './help-lines.ts';
import {paletteOffers} from './palette-offers.ts';
import {typeKey, typeText, type TextField} from './text-field.ts';

/** What happens in what lies over the screen. */
export type DialogEvent =
  /** A key for the text that is being written. */
  | {readonly kind: 'typed'; readonly press: KeyPress}
  | {readonly kind: 'pasted'; readonly text: string}
  | {readonly kind: 'confirmationChanged'; readonly confirmation: Confirmation}
  | {readonly kind: 'commandSelected'; readonly by: 1 | -1};

/** What dialogs make of their events. */
export const dialogHandlers: Handlers<DialogEvent> = {
  typed: (state, {press}) => write(state, (field) => typeKey(field, press)),
  pasted: (state, {text}) => write(state, (field) => typeText(field, text)),
  confirmationChanged: (state, {confirmation}) => {
    const top = topScreen(state);
    return top?.kind === 'confirm' ? withTop(state, {...top, confirmation}) : state;
  },
  commandSelected: (state, {by}) => {
    const top = topScreen(state);
    if (top?.kind !== 'palette') return state;
    const size = {count: paletteOffers(state, top).length, height: dialogRoom(state).height - 2};
    return withTop(state, {...top, list: moveBy(top.list, by, size)});
  },
};

/** A motion in the screen on top. */
export function moveInDialog(state: State, motion: Motion): State {
  const top = topScreen(state);
  if (top?.kind === 'confirm') {
    const count = questionLines(state, top).length;
    const size = {count, height: questionRows(state)};
    return withTop(state, {...top, top: scrollText(top.top, motion, size)});
  }
  if (top?.kind !== 'help') return state;
  const room = dialogRoom(state);
  const size = {count: helpLines(state, top.scopes).length, height: room.height};
  return withTop(state, {...top, top: scrollText(top.top, motion, size)});
}

/** The state with another screen in the place of the one on top. */
function withTop(state: State, screen: Screen): State {
  return {...state, screens: [...state.screens.slice(0, -1), screen]};
}

function write(state: State, change: (field: TextField) => TextField): State {
  const top = topScreen(state);
  if (top?.kind === 'prompt') return withTop(state, {...top, field: change(top.field)});
  if (top?.kind !== 'palette') return state;
  const field = change(top.field);
  return withTop(state, {
    ...top,
    field,
    list: field.value === top.field.value ? top.list : listTop,
  });
}
