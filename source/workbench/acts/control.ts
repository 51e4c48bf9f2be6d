import type {ActionName} from '../keys/bindings.ts';
import type {KeyPress} from '../keys/key-press.ts';
import {resolveKey} from '../keys/resolve.ts';
import {topScreen} from '../store/state.ts';
import type {Act, Context} from './context.ts';
import {chosenCommand, dialogActs} from './dialog-acts.ts';
import {exploreActs} from './explore-acts.ts';
import {complain, notice} from './notices.ts';

const acts: Readonly<Record<ActionName, Act>> = {
  ...exploreActs,
  ...dialogActs,
  chooseCommand: (context) => {
    const action = chosenCommand(context);
    return action === undefined ? undefined : acts[action](context);
  },
  interrupt: ({stage}) => stage.leave(130),
  suspend: ({stage}) => stage.stop(),
  redraw: ({stage}) => stage.redraw(),
};

/** Takes what the person does. */
export interface Control {
  readonly press: (press: KeyPress) => void;
  readonly paste: (text: string) => void;
  /** What was chosen from a short menu. */
  readonly choose: (value: string) => void;
}

/** The one way from a key to what it does. */
export function createControl(context: Context): Control {
  const {store} = context;
  return {
    press: (press) => {
      if (store.state().toast !== undefined) store.dispatch({kind: 'noticed', toast: undefined});
      const resolution = resolveKey(store.state(), press.name);
      if (resolution.kind === 'action') {
        perform({...context, press}, acts[resolution.action]);
      } else if (resolution.kind === 'unavailable') {
        notice(context, `${resolution.binding.title}: ${resolution.reason}`, 'warning');
      } else {
        write(context, press);
      }
    },
    paste: (text) => {
      store.dispatch({kind: 'pasted', text});
      followSearch(context);
    },
    choose: () => store.dispatch({kind: 'screenClosed'}),
  };
}

function perform(context: Context, act: Act): void {
  try {
    const going = act(context);
    if (going !== undefined) going.catch((error: unknown) => complain(context, error));
  } catch (error) {
    complain(context, error);
  }
}

/** A key that is bound to nothing goes into the text that is being written, if there is one. */
function write(context: Context, press: KeyPress): void {
  context.store.dispatch({kind: 'typed', press});
  followSearch(context);
}

/** What is searched for is found while it is written. */
function followSearch({store}: Context): void {
  const top = topScreen(store.state());
  if (top?.kind !== 'prompt' || top.purpose !== 'search') return;
  if (top.field.value !== (store.state().explore.search?.text ?? '')) {
    store.dispatch({kind: 'searched', text: top.field.value});
  }
}
