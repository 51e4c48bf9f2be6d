import type {ReactElement} from 'react';
import {FailureView} from '../screens/plan/failure-view.tsx';
import {topScreen, type Screen, type State} from '../store/state.ts';
import {ChoiceView} from './choice-view.tsx';
import {ConfirmView, HelpView, PaletteView, PromptView} from './dialog-view.tsx';

interface Props {
  readonly state: State;
  readonly onChoose: (value: string) => void;
}

type View<Kind extends Screen['kind']> = (
  props: Props & {readonly screen: Extract<Screen, {readonly kind: Kind}>},
) => ReactElement | null;

const views: {readonly [Kind in Screen['kind']]: View<Kind>} = {
  plan: () => null,
  merge: () => null,
  compare: () => null,
  review: () => null,
  journal: () => null,
  failure: FailureView,
  help: HelpView,
  palette: PaletteView,
  // A search is written in the last line of the screen.
  prompt: (props) => (props.screen.purpose === 'search' ? null : <PromptView {...props} />),
  confirm: ConfirmView,
  choice: ChoiceView,
};

/** What lies over the screen, if it is more than a line of it. */
export function Overlay({state, onChoose}: Props): ReactElement | null {
  const screen = topScreen(state);
  if (screen === undefined) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each view takes the screen of its own kind, which the index has just chosen
  const Chosen = views[screen.kind] as (props: Props & {readonly screen: Screen}) => ReactElement;
  return <Chosen state={state} screen={screen} onChoose={onChoose} />;
}
