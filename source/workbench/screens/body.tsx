import type {ReactElement} from 'react';
import type {FittingLayout} from '../layout.ts';
import {topScreen, type Screen, type State} from '../store/state.ts';
import {CompareView} from './compare/compare-view.tsx';
import {ExploreView} from './explore/explore-view.tsx';
import {JournalView} from './journal/journal-view.tsx';
import {MergeView} from './merge/merge-view.tsx';
import {PlanView} from './plan/plan-view.tsx';
import {ReviewView} from './review/review-view.tsx';

type View<Kind extends Screen['kind']> = (props: {
  readonly state: State;
  readonly screen: Extract<Screen, {readonly kind: Kind}>;
  readonly isFocused: boolean;
}) => ReactElement;

/** The screens that take the place of the first one. */
const views = {
  plan: PlanView,
  merge: MergeView,
  compare: CompareView,
  review: ReviewView,
  journal: JournalView,
};

type BodyKind = keyof typeof views;

interface Props {
  readonly state: State;
  readonly layout: FittingLayout;
}

/** What stands between the first line and the last: the first screen, or what has taken its place. */
export function Body({state, layout}: Props): ReactElement {
  const screen = state.screens.findLast((one) => isBody(one));
  if (screen === undefined) return <ExploreView state={state} layout={layout} />;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each view takes the screen of its own kind, which the index has just chosen
  const Chosen = views[screen.kind] as View<BodyKind>;
  return <Chosen state={state} screen={screen} isFocused={topScreen(state) === screen} />;
}

function isBody(screen: Screen): screen is Extract<Screen, {readonly kind: BodyKind}> {
  return screen.kind in views;
}
