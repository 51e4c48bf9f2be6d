import type {Standing} from '../../../commands/standing.ts';
import type {State} from '../../store/state.ts';

/** Where the database stands, once it answered. */
export function standingOf({standing}: Pick<State, 'standing'>): Standing | undefined {
  return standing.kind === 'ready' ? standing.value : undefined;
}
