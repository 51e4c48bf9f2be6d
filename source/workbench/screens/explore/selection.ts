import type {RevisionId} from '../../../graph/revision.ts';
import type {State} from '../../store/state.ts';

/** The revision that keys act on: the one under the cursor of the focused pane, else of the history. */
export function selectedRevision({explore, history}: State): RevisionId | undefined {
  if (explore.focus !== 'heads') return history.order[explore.history.cursor];
  return explore.headsTab === 'heads'
    ? history.heads[explore.heads.cursor]
    : history.branches[explore.branches.cursor]?.revision;
}
