import type {Area} from '../../layout.ts';
import type {State} from '../../store/state.ts';

/** What a pane of the first screen is given. */
export interface PaneProps {
  readonly state: State;
  readonly area: Area;
  /** Whether it stands among others in a frame, or has the screen for itself. */
  readonly framed: boolean;
}

/** The room that a pane has for what it shows. */
export function roomIn({area, framed}: PaneProps): Area {
  return framed ? {width: area.width - 2, height: area.height - 2} : area;
}
