import type {Log} from '../../../commands/log.ts';
import type {Loadable} from '../../store/state.ts';
import type {ListState} from '../../widgets/window.ts';

/** One line of the journal that the database keeps. */
export type JournalEntry = Log['log'][number];

/** What was ever run on the database, newest first. */
export interface JournalScreen {
  readonly kind: 'journal';
  readonly entries: Loadable<readonly JournalEntry[]>;
  readonly list: ListState;
}
