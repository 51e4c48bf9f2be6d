import {readLog, type LogEntry} from '../runtime/journal.ts';
import {ownQueries} from '../runtime/own-queries.ts';
import type {Project} from './project.ts';
import {readDatabase} from './read-database.ts';

export interface LogInput {
  /** At most so many entries, the newest. */
  readonly limit?: number | undefined;
}

/** What `log` answers with: newest first. */
export interface Log {
  readonly log: readonly LogEntry[];
}

/** What was run on the database, by whom and how it ended. Changes nothing. */
export function log(
  project: Pick<Project, 'config' | 'database'>,
  {limit = 100}: LogInput = {},
): Promise<Log> {
  return readDatabase(project, async ({session, tables}) => ({
    log: await readLog(ownQueries(session), tables, limit),
  }));
}
