import type {Touch} from '../analysis/touched.ts';
import type {RevisionId} from '../graph/revision.ts';
import {describe} from '../operations/describe.ts';
import type {Project} from './project.ts';
import {traceHistory} from './schema.ts';

/** One of the lines that are to be joined. */
export interface MergeSide {
  readonly head: RevisionId;
  /** What leads to it and not to all the others, oldest first. */
  readonly revisions: readonly SideRevision[];
}

interface SideRevision {
  readonly revision: RevisionId;
  readonly message: string;
  /** Its operations, each in one line. */
  readonly does: readonly SideOperation[];
}

interface SideOperation {
  readonly line: string;
  /** The things that another side touches too: `table account`, `column account.email`. */
  readonly shared: readonly string[];
}

/** What each of several lines does since they were one, and what more than one of them touches. */
export interface MergeSides {
  readonly sides: readonly MergeSide[];
  readonly shared: readonly SharedThing[];
}

interface SharedThing {
  /** As in the tree of a schema: `table account`, `column account.email`. */
  readonly thing: string;
  /** Those that touch it, of more than one side. */
  readonly revisions: readonly RevisionId[];
}

type Joined = Pick<Project, 'graph' | 'recorded' | 'script' | 'dialect'>;

/**
 * What the lines of these heads do, side by side. Connects to nothing. Throws `load_failed` and `bad_operation` where
 * the revisions cannot be replayed.
 */
export async function mergeSides(
  project: Joined,
  heads: readonly RevisionId[],
): Promise<MergeSides> {
  const {graph} = project;
  const lines = heads.map((head) => graph.ancestors([head]));
  const common = lines.reduce((all, line) => all.intersection(line));
  const own = lines.map((line) => line.difference(common));
  const touches = await Promise.all(
    heads.map((head, at) => touchesOf(project, head, own[at] ?? new Set())),
  );
  const shared = sharedAmong(touches);
  const sides = await Promise.all(
    heads.map(async (head, at) => ({
      head,
      revisions: await Promise.all(
        graph
          .newestFirst(own[at] ?? [])
          .toReversed()
          .map((revision) => sideRevision(project, revision, shared)),
      ),
    })),
  );
  return {
    sides,
    shared: [...shared].map(([thing, found]) => ({
      thing,
      revisions: [...new Set(found.map(({revision}) => revision))],
    })),
  };
}

type Touches = ReadonlyMap<string, readonly Touch[]>;

/** What the revisions of one side touch. */
async function touchesOf(
  project: Joined,
  head: RevisionId,
  own: ReadonlySet<RevisionId>,
): Promise<Touches> {
  const {name} = await project.dialect();
  const {touches} = await traceHistory(project, [head], name);
  return new Map(
    [...touches].map(([thing, all]) => [thing, all.filter(({revision}) => own.has(revision))]),
  );
}

/** What more than one side touches, by revisions that the other sides do not have. */
function sharedAmong(sides: readonly Touches[]): Touches {
  const shared = new Map<string, readonly Touch[]>();
  for (const thing of new Set(sides.flatMap((side) => [...side.keys()]))) {
    const each = sides.map((side) => side.get(thing) ?? []).filter((found) => found.length > 0);
    const revisions = new Set(each.flat().map(({revision}) => revision));
    if (each.length > 1 && revisions.size > 1) shared.set(thing, each.flat());
  }
  return shared;
}

async function sideRevision(
  {graph, recorded}: Joined,
  revision: RevisionId,
  shared: Touches,
): Promise<SideRevision> {
  const {upgrade} = await recorded(revision);
  return {
    revision,
    message: graph.get(revision).message,
    does: upgrade.map((operation) => {
      const line = describe(operation);
      const isIt = (touch: Touch): boolean => touch.revision === revision && touch.did === line;
      return {
        line,
        shared: [...shared].flatMap(([thing, touches]) => (touches.some(isIt) ? [thing] : [])),
      };
    }),
  };
}
