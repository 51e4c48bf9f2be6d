import {resolveRevisions} from '../graph/resolve.ts';
import type {RevisionId} from '../graph/revision.ts';
import {describeRevision, type RevisionEntry} from './describe-revision.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

export interface ShowInput {
  /** Targets: an id or the start of one, a label, `head`, `heads`, `label@head`, `current`. */
  readonly targets: readonly string[];
}

/** What `show` answers with, in the order in which the targets name them. */
export interface Shown {
  readonly revisions: readonly ShownRevision[];
}

/** Everything that is known of a revision without running it. */
export interface ShownRevision extends RevisionEntry {
  readonly description: string;
  /** Those that stand on it. */
  readonly children: readonly RevisionId[];
  /** Those that depend on it. */
  readonly dependents: readonly RevisionId[];
}

/** The revisions that targets denote; `current` asks the database. Throws what `resolveRevisions` throws. */
export async function show(
  project: Pick<Project, 'graph' | 'script' | 'config' | 'database'>,
  {targets}: ShowInput,
): Promise<Shown> {
  const {graph, script} = project;
  const found = await revisionsOf(project, targets);
  return {
    revisions: found.map((revision) =>
      Object.assign(describeRevision(project, revision), {
        description: script(revision).description,
        children: graph.children(revision),
        dependents: graph.dependents(revision),
      }),
    ),
  };
}

/** What targets denote, each revision once; `current` asks the database. Throws what `resolveRevisions` throws. */
export async function revisionsOf(
  project: Pick<Project, 'graph' | 'config' | 'database'>,
  targets: readonly string[],
): Promise<readonly RevisionId[]> {
  const {graph} = project;
  const tips = targets.includes('current') ? (await standing(project)).tips : [];
  const found = targets.flatMap((target) =>
    target === 'current' ? tips : resolveRevisions(graph, target),
  );
  return [...new Set(found)];
}
