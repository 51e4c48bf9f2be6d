import {asAthanorError, type ErrorCode} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {UnfinishedStep} from '../runtime/recovery.ts';
import type {CurrentRevision} from './current.ts';
import {heads, type Head} from './heads.ts';
import {problemsOf, problemsOfHeads, type Problem} from './problems.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

/** What `status` answers with. */
export interface Status {
  readonly configuration: string;
  readonly environment: string;
  /** Changes there want the name typed, or `--expect`. */
  readonly protected: boolean;
  /** Nothing can be changed there from here. */
  readonly readOnly: boolean;
  readonly revisions: number;
  readonly heads: readonly Head[];
  readonly database: DatabaseStatus;
  /** What a person should see to. */
  readonly problems: readonly Problem[];
}

/** Where the database stands, or why that cannot be told. */
type DatabaseStatus =
  | {
      readonly kind: 'reached';
      readonly label: string;
      readonly current: readonly CurrentRevision[];
      /** Version rows of which there is no revision file. */
      readonly unknown: readonly RevisionId[];
      /** Not applied yet, oldest first; `null` where a row is unknown, since what that one stands on is not known. */
      readonly pending: readonly RevisionId[] | null;
      readonly isAtHeads: boolean;
      /** The step that stands half done. */
      readonly unfinished?: UnfinishedStep | undefined;
    }
  | {readonly kind: 'unreached'; readonly code: ErrorCode; readonly message: string};

/** Where the project stands. A database that cannot be reached is part of the answer, not an error. */
export async function status(
  project: Pick<Project, 'config' | 'graph' | 'database'>,
): Promise<Status> {
  const {config, graph} = project;
  const {environment} = config;
  const {database, problems} = await databaseStatus(project);
  return {
    configuration: config.file ?? config.directory,
    environment: environment.name,
    protected: environment.protected,
    readOnly: environment.readOnly,
    revisions: graph.size,
    heads: heads(project).heads,
    database,
    problems: [...problems, ...problemsOfHeads(graph)],
  };
}

async function databaseStatus(
  project: Pick<Project, 'config' | 'graph' | 'database'>,
): Promise<Pick<Status, 'database' | 'problems'>> {
  const {graph} = project;
  try {
    const stands = await standing(project);
    const {label, tips, unknown, pending, isAtHeads, unfinished} = stands;
    const current = [
      ...tips.map((revision) => ({revision, message: graph.get(revision).message})),
      ...unknown.map((revision) => ({revision, message: null})),
    ];
    const database: DatabaseStatus = {
      kind: 'reached',
      label,
      current,
      unknown,
      pending: unknown.length === 0 ? pending : null,
      isAtHeads,
      ...(unfinished && {unfinished}),
    };
    return {database, problems: problemsOf(graph, stands)};
  } catch (error) {
    const {code, message, hint = 'athanor doctor'} = asAthanorError(error);
    if (code === 'unexpected') throw error;
    return {database: {kind: 'unreached', code, message}, problems: [{code, message, hint}]};
  }
}
