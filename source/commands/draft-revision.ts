import {randomUUID} from 'node:crypto';
import {join, relative, resolve, sep} from 'node:path';
import {AthanorError} from '../errors.ts';
import {planNewRevision} from '../graph/new-revision.ts';
import {complaintAboutLabel} from '../graph/problems.ts';
import type {RevisionGraph} from '../graph/revision-graph.ts';
import type {RevisionId} from '../graph/revision.ts';
import {textFromTemplate} from '../script/from-template.ts';
import {isoInZone} from '../script/time-in-zone.ts';
import {revisionFileName} from '../script/write-script.ts';
import type {Project} from './project.ts';

/** What is asked for of a new revision. */
export interface NewRevisionInput {
  readonly message?: string | undefined;
  /** Targets to write it on top of: `head` unless said; `base` for a line of its own. */
  readonly heads?: readonly string[] | undefined;
  readonly dependsOn?: readonly string[] | undefined;
  /** Write it on top of what is not a head, too. */
  readonly splice?: boolean | undefined;
  readonly branchLabels?: readonly string[] | undefined;
  /** Twelve hexadecimal digits by chance, when absent. */
  readonly id?: RevisionId | undefined;
  /** Now, when absent. */
  readonly created?: Date | undefined;
  /** Which of the directories of revisions it goes into; that of its parent, when absent. Relative to the configuration. */
  readonly versionPath?: string | undefined;
}

/** The statements inside the two functions, in lines. */
export interface RevisionBody {
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** A revision file that is not written yet. */
export interface RevisionDraft {
  readonly revision: RevisionId;
  readonly downRevisions: readonly RevisionId[];
  readonly message: string;
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

const emptyBody: RevisionBody = {upgrade: [], downgrade: []};

/**
 * The file of a new revision, not written. Throws what `planNewRevision` throws, and `usage` for a branch
 * label that cannot be one or is taken.
 */
export function draftRevision(
  project: Pick<Project, 'config' | 'graph' | 'script'>,
  input: NewRevisionInput,
  body: RevisionBody = emptyBody,
): RevisionDraft {
  const {graph, config} = project;
  const {message = 'empty message', branchLabels = [], created = new Date()} = input;
  const id = input.id ?? newId(graph);
  const heads = input.heads ?? (graph.size === 0 ? ['base'] : ['head']);
  const {downRevisions, dependsOn} = planNewRevision(graph, {...input, id, heads});
  for (const label of branchLabels) refuseLabel(graph, label);
  const header = {id, message, downRevisions, dependsOn, branchLabels};
  const written = {...header, created: isoInZone(created, config.timezone), ...body};
  const name = revisionFileName({id, message: input.message ?? '', created}, config);
  return {
    revision: id,
    downRevisions,
    message,
    path: join(directoryFor(project, downRevisions, input.versionPath), name),
    text: textFromTemplate(config.template, written),
  };
}

/** The directory that is named, or that the first parent lies in; the first one for a line of its own. */
function directoryFor(
  {config, script}: Pick<Project, 'config' | 'script'>,
  [parent]: readonly RevisionId[],
  asked: string | undefined,
): string {
  const {directory, revisions} = config;
  if (asked !== undefined) {
    const found = revisions.find((path) => path === resolve(directory, asked));
    if (found !== undefined) return found;
    throw new AthanorError('usage', `${asked} is no directory of revisions`, {
      hint: `the configuration names ${revisions.map((path) => relative(directory, path)).join(', ')}`,
    });
  }
  const path = parent === undefined ? undefined : script(parent).path;
  const around = revisions.filter((root) => path?.startsWith(root + sep));
  return (
    around.toSorted((one, other) => other.length - one.length)[0] ??
    revisions[0] ??
    join(directory, 'revisions')
  );
}

function newId(graph: RevisionGraph): RevisionId {
  for (;;) {
    const id = randomUUID().slice(-12);
    if (!graph.has(id)) return id;
  }
}

function refuseLabel(graph: RevisionGraph, label: string): void {
  const taken = graph.labelled(label) ?? (graph.has(label) ? label : undefined);
  const complaint =
    complaintAboutLabel(label) ??
    (taken === undefined ? undefined : `"${label}" already names ${taken}`);
  if (complaint !== undefined)
    throw new AthanorError('usage', complaint, {hint: 'choose another --branch-label'});
}
