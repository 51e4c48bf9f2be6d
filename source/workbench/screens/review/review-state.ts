import type {Generated} from '../../../commands/autogenerate.ts';
import type {RevisionDraft} from '../../../commands/draft-revision.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {EditedDraft} from '../../ports.ts';
import type {State} from '../../store/state.ts';
import type {TextDiff} from '../../text/diff/compare-texts.ts';
import type {DiffShown} from '../../text/diff/diff-view.ts';
import type {ListState} from '../../widgets/window.ts';

/** A revision that was made from the entities, before it is written. */
export interface ReviewScreen {
  readonly kind: 'review';
  readonly generated: Generated;
  /** The changes that were left out, by their ids. */
  readonly left: ReadonlySet<string>;
  /** The changes that are in it: without those left out, and what cannot be without them. */
  readonly taken: ReadonlySet<string>;
  readonly list: ListState;
  /** The head that it is written on top of. */
  readonly parent: RevisionId | undefined;
  readonly message: string;
  readonly draft: RevisionDraft | undefined;
  readonly diff: TextDiff;
  readonly shown: DiffShown;
  /** Why there is no draft. */
  readonly complaint: string | undefined;
  /** What the person made of it in their editor. */
  readonly edited: EditedDraft | undefined;
  /** The first line of the diff that is shown. */
  readonly top: number;
}

/** The review on the screen, though something may lie over it. */
export function reviewOnScreen(state: State): ReviewScreen | undefined {
  return state.screens.findLast((screen) => screen.kind === 'review');
}
