import type {Going} from './going.ts';
import type {Loss} from '../../../analysis/losses.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {PaneName} from '../../layout.ts';
import type {Line} from '../../text/spans.ts';
import {listTop, type ListState} from '../../widgets/window.ts';
import type {Loadable} from '../../store/state.ts';

/** The tabs of the detail pane. */
export const detailTabs = ['upgrade', 'downgrade', 'source', 'facts'] as const;

/** One tab of the detail pane. */
type DetailTab = (typeof detailTabs)[number];

/** What the detail pane has to fetch before it can show it. */
export type FetchedTab = Exclude<DetailTab, 'facts'>;

/** What is being searched for, and what was found: rows of the history. */
export interface Search {
  readonly text: string;
  readonly matches: readonly number[];
  readonly found: ReadonlySet<RevisionId>;
}

/** The first screen. */
export interface ExploreState {
  readonly focus: PaneName;
  readonly history: ListState;
  readonly headsTab: 'heads' | 'branches';
  readonly heads: ListState;
  readonly branches: ListState;
  readonly log: {readonly top: number; readonly follow: boolean};
  readonly detail: {readonly tab: DetailTab; readonly top: number};
  readonly search: Search | undefined;
  /** Texts of the detail pane, by revision and tab. */
  readonly texts: ReadonlyMap<string, Loadable<readonly Line[]>>;
  /** How far it is to a revision, from where the database stands. */
  readonly going: ReadonlyMap<RevisionId, Going>;
  /** What going to a revision would lose, measured from where the database stands. */
  readonly losses: ReadonlyMap<RevisionId, readonly Loss[]>;
  /** Where `p` and `P` came from, so that coming back and asking again goes another way. */
  readonly walk:
    | {readonly from: RevisionId; readonly key: 'parent' | 'child'; readonly turn: number}
    | undefined;
}

/** The first screen when it opens. */
export const exploreStart: ExploreState = {
  focus: 'history',
  history: listTop,
  headsTab: 'heads',
  heads: listTop,
  branches: listTop,
  log: {top: 0, follow: true},
  detail: {tab: 'upgrade', top: 0},
  search: undefined,
  texts: new Map(),
  going: new Map(),
  losses: new Map(),
  walk: undefined,
};

/** Under what name a text of the detail pane is kept. */
export function textKey(revision: RevisionId, tab: FetchedTab): string {
  return `${tab} ${revision}`;
}
