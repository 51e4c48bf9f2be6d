import type {MergeSides} from '../../../commands/merge-sides.ts';
import type {RevisionDraft} from '../../../commands/draft-revision.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {Arming} from '../../dialogs/arming.ts';
import type {Loadable} from '../../store/state.ts';
import type {ListState} from '../../widgets/window.ts';
import type {HistoryView} from '../explore/history-view.ts';

/** Heads that are to be joined, and the file that would join them. */
export interface MergeScreen {
  readonly kind: 'merge';
  /** Those to choose from, in the order of their rows. */
  readonly heads: readonly RevisionId[];
  /** Those that are chosen, in the order in which they are joined. */
  readonly chosen: readonly RevisionId[];
  readonly list: ListState;
  /** What the person wrote; a usual message until then. */
  readonly message: string | undefined;
  /** The file as it would be written, and the graph with it. */
  readonly draft: RevisionDraft | undefined;
  readonly preview: HistoryView | undefined;
  /** Why there is no draft. */
  readonly complaint: string | undefined;
  /** What each of the chosen does. */
  readonly sides: Loadable<MergeSides>;
  /** The first line that is shown of what the sides do and of the file. */
  readonly top: number;
  readonly arming: Arming;
}
