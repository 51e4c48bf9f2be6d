import type {Going} from './going.ts';
import type {Loss} from '../../../analysis/losses.ts';
import type {RevisionId} from '../../../graph/revision.ts';
import type {PaneName} from '../../layout.ts';
import type {Line} from '../../text/spans.ts';
import {listTop, type ListState} from '../../widgets/window.ts';
import type {Loadable} from '../../store/state.ts';

/** The tabs of the detail pane. */
export const detailTabs = ['upgrade', 'downgrade', 'source', 'facts', 'schema'] as const;

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

/** What is left of the history on the screen. */
export type Filter =
  | {readonly kind: 'all'}
  /** Without merge points that change nothing and are neither head nor current. */
  | {readonly kind: 'noMerges'; readonly empty: ReadonlySet<RevisionId>}
  | {readonly kind: 'pending'}
  /** What is below or above one revision. */
  | {readonly kind: 'line'; readonly of: RevisionId}
  | {readonly kind: 'found'; readonly found: ReadonlySet<RevisionId>};

/** What is known of revisions beside their headers; read when it is first asked for, off the way of keys. */
export interface Index {
  /** What each does to which tables and columns. */
  readonly does: ReadonlyMap<RevisionId, string>;
  /** Who brought each file into Git. */
  readonly authors: ReadonlyMap<RevisionId, string>;
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
  readonly filter: Filter;
  readonly index: Index | undefined;
  /** Revisions that are to be compared, at most two. */
  readonly marks: readonly RevisionId[];
  /** Where one was before each jump, the last one at the end. */
  readonly trail: readonly RevisionId[];
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
  filter: {kind: 'all'},
  index: undefined,
  marks: [],
  trail: [],
};

/** Under what name a text of the detail pane is kept. */
export function textKey(revision: RevisionId, tab: FetchedTab): string {
  return `${tab} ${revision}`;
}
