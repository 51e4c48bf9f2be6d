import type {RevisionId} from '../graph/revision.ts';
import {diagram, type DiagramFormat} from '../graph/diagram.ts';
import {resolveRange} from '../graph/range.ts';
import {parseRange} from '../graph/target.ts';
import {describeRevision, type RevisionEntry} from './describe-revision.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

export interface HistoryInput {
  /** `START:END`, `START:` or `:END`; either end may be `current`, which asks the database. */
  readonly range?: string | undefined;
  /** Say of each revision whether the database stands at it, which asks the database. */
  readonly indicateCurrent?: boolean | undefined;
}

/** What `history` answers with: newest first. */
export interface History {
  readonly revisions: readonly HistoryEntry[];
}

export interface HistoryEntry extends RevisionEntry {
  /** Only where it was asked for. */
  readonly isCurrent?: boolean;
}

/**
 * The revisions, newest first, each before everything that it stands on. Asks the database only where the
 * range says `current` or the current ones are to be told. Throws what `resolveRange` throws.
 */
export async function history(
  project: Pick<Project, 'graph' | 'script' | 'config' | 'database'>,
  {range, indicateCurrent = false}: HistoryInput = {},
): Promise<History> {
  const chosen = range === undefined ? project.graph.newestFirst() : await within(project, range);
  const entries = chosen.map((revision) => describeRevision(project, revision));
  if (!indicateCurrent) return {revisions: entries};
  const tips = new Set((await standing(project)).tips);
  return {
    revisions: entries.map((entry) => Object.assign(entry, {isCurrent: tips.has(entry.revision)})),
  };
}

export interface DiagramInput extends HistoryInput {
  readonly format: DiagramFormat;
}

/** The same as a graph in the language of a program that draws it. Throws what `history` throws. */
export async function historyDiagram(
  project: Pick<Project, 'graph' | 'script' | 'config' | 'database'>,
  {format, ...input}: DiagramInput,
): Promise<string> {
  const {revisions} = await history(project, input);
  const current = revisions.filter(({isCurrent}) => isCurrent === true);
  return diagram(
    project.graph,
    {
      revisions: revisions.map(({revision}) => revision),
      current: new Set(current.map(({revision}) => revision)),
    },
    format,
  );
}

async function within(
  project: Pick<Project, 'graph' | 'config' | 'database'>,
  text: string,
): Promise<readonly RevisionId[]> {
  const {graph} = project;
  const {base, head} = parseRange(text);
  if (base !== 'current' && head !== 'current') return resolveRange(graph, {base, head});
  const {rows, applied} = await standing(project);
  if (head !== 'current') return resolveRange(graph, {base: [...rows], head});
  const below = resolveRange(graph, {base, head: 'heads'});
  return below.filter((revision) => applied.has(revision));
}
