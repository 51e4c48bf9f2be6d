import type {Handlers} from '../../store/events.ts';
import type {Loadable, State} from '../../store/state.ts';
import {moveList, type Motion} from '../../widgets/window.ts';
import {inside, split} from '../split-layout.ts';
import type {JournalEntry, JournalScreen} from './journal-state.ts';

/** What happens while the journal is looked at. */
export interface JournalEvent {
  readonly kind: 'journalRead';
  readonly entries: Loadable<readonly JournalEntry[]>;
}

/** What the journal makes of its events. */
export const journalHandlers: Handlers<JournalEvent> = {
  journalRead: (state, {entries}) => onJournal(state, (journal) => ({...journal, entries})),
};

/** The two frames of the journal: its lines, and what is known of the selected one. */
export function journalAreas(state: State) {
  const {first, second, beside, isWide} = split(state, {wide: 0, narrow: 0});
  return {
    entries: isWide ? first : {...first, height: first.height + second.height},
    entry: beside,
    isWide,
  };
}

/** A motion among the lines of the journal. */
export function moveInJournal(state: State, motion: Motion): State {
  return onJournal(state, (journal) => {
    const count = journal.entries.kind === 'ready' ? journal.entries.value.length : 0;
    const {height} = inside(journalAreas(state).entries);
    return {...journal, list: moveList(journal.list, motion, {count, height})};
  });
}

function onJournal(state: State, change: (journal: JournalScreen) => JournalScreen): State {
  const screens = state.screens.map((screen) =>
    screen.kind === 'journal' ? change(screen) : screen,
  );
  return {...state, screens};
}
