import {paletteOffers} from '../dialogs/palette-offers.ts';
import type {ActionName} from '../keys/bindings.ts';
import {scopesOf} from '../keys/scopes.ts';
import {topScreen} from '../store/state.ts';
import type {Act, Context} from './context.ts';
import {notice} from './notices.ts';

/** What is done in dialogs, and how one gets out of them. */
export const dialogActs = {
  help: ({store}) => {
    const scopes = scopesOf(store.state());
    store.dispatch({kind: 'screenOpened', screen: {kind: 'help', scopes, top: 0}});
  },
  closeHelp: ({store}) => store.dispatch({kind: 'screenClosed'}),
  back: ({store}) => {
    const top = topScreen(store.state());
    store.dispatch({kind: 'screenClosed'});
    if (top?.kind === 'prompt' && top.purpose === 'search') {
      store.dispatch({kind: 'searched', text: undefined});
    }
  },
  questionDown: ({store}) => store.dispatch({kind: 'moved', motion: 'down'}),
  questionUp: ({store}) => store.dispatch({kind: 'moved', motion: 'up'}),
  nextCommand: ({store}) => store.dispatch({kind: 'commandSelected', by: 1}),
  previousCommand: ({store}) => store.dispatch({kind: 'commandSelected', by: -1}),
} as const satisfies Partial<Record<ActionName, Act>>;

/** The action that is selected in the palette, if it can be done; closes the palette then. */
export function chosenCommand(context: Context): ActionName | undefined {
  const {store} = context;
  const top = topScreen(store.state());
  if (top?.kind !== 'palette') return undefined;
  const offer = paletteOffers(store.state(), top)[top.list.cursor];
  if (offer === undefined) return undefined;
  if (offer.reason !== undefined) {
    notice(context, `${offer.binding.title}: ${offer.reason}`, 'warning');
    return undefined;
  }
  store.dispatch({kind: 'screenClosed'});
  return offer.binding.action;
}
