import type {RevisionId} from '../../../graph/revision.ts';
import type {Comparison} from '../../ports.ts';
import type {Loadable} from '../../store/state.ts';

/** The tabs of a comparison. */
export const compareTabs = ['schema', 'sql'] as const;

/** Two revisions compared: what leads from the schema at one to that at the other. */
export interface CompareScreen {
  readonly kind: 'compare';
  readonly from: RevisionId;
  readonly to: RevisionId;
  readonly found: Loadable<Comparison>;
  readonly tab: (typeof compareTabs)[number];
  readonly top: number;
}
