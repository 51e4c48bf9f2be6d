import type {Area} from '../layout.ts';
import type {State} from '../store/state.ts';

const widest = 84;

/** The room inside the frame of a dialog that wants as much of the screen as it may have. */
export function dialogRoom({size}: State): Area {
  return {
    width: Math.max(10, Math.min(widest, size.columns - 6)),
    height: Math.max(3, size.rows - 6),
  };
}
