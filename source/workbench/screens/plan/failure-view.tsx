import type {ReactElement} from 'react';
import {dialogRoom} from '../../dialogs/dialog-room.ts';
import {Frame} from '../../dialogs/frame.tsx';
import type {State} from '../../store/state.ts';
import {failureLines} from './failure-lines.ts';
import type {FailureScreen} from './plan-state.ts';

/** What went wrong, over the plan that it went wrong in. */
export function FailureView({
  state,
  screen,
}: {
  readonly state: State;
  readonly screen: FailureScreen;
}): ReactElement {
  const {width, height} = dialogRoom(state);
  const lines = failureLines(state, screen.error, width - 2);
  const top = Math.min(screen.top, Math.max(0, lines.length - height));
  return (
    <Frame
      screen={state.size}
      width={width}
      title={screen.title}
      lines={lines.slice(top, top + height)}
    />
  );
}
