import type {RevisionId} from '../graph/revision.ts';
import type {Session} from '../runtime/session.ts';
import {ownQueries} from '../runtime/own-queries.ts';
import {findUnfinished, type UnfinishedStep} from '../runtime/recovery.ts';
import {readRows} from '../runtime/version-rows.ts';
import {versionTables, type VersionTables} from '../runtime/version-tables.ts';
import type {Project} from './project.ts';

/** A database while it is looked at. */
export interface Reading {
  readonly session: Session;
  readonly tables: VersionTables;
  /** The version rows, sorted. */
  readonly rows: readonly RevisionId[];
  /** Such as `sqlite shop.db`. */
  readonly label: string;
  /** The step that stands half done, if one does and the journal can be read. */
  readonly unfinished: UnfinishedStep | undefined;
}

/** Looks at the database of the chosen environment: one session for reading, left when the work is done. Changes nothing. */
export async function readDatabase<Result>(
  {config, database: open}: Pick<Project, 'config' | 'database'>,
  look: (reading: Reading) => Promise<Result> | Result,
): Promise<Result> {
  const database = await open();
  const tables = versionTables(config, database.dialect);
  await using session = await database.open('read');
  return await look({
    session,
    tables,
    rows: await readRows(ownQueries(session), tables),
    label: database.label,
    unfinished: await unfinished(session, tables),
  });
}

/** A role that may read where the database stands need not be one that may read the journal. */
async function unfinished(
  session: Session,
  tables: VersionTables,
): Promise<UnfinishedStep | undefined> {
  try {
    return await findUnfinished(session, tables);
  } catch {
    return undefined;
  }
}
