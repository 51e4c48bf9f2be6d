import type {RevisionId} from '../graph/revision.ts';
import type {Session} from './session.ts';
import {tableExists} from './own-tables.ts';
import {versionTableName, type VersionTables} from './version-tables.ts';

/**
 * The version rows, sorted: none where there is no version table yet. Changes nothing and needs no more
 * than the right to read.
 */
export async function readRows(
  session: Session,
  tables: VersionTables,
): Promise<readonly RevisionId[]> {
  if (!(await tableExists(session, tables.schema, tables.version))) return [];
  const rows = await session.query<{revision: string}>(
    `select revision from ${versionTableName(tables)} order by revision`,
  );
  // The server's collation may order otherwise than every other place here does.
  return rows.map(({revision}) => revision).toSorted();
}

/** The statements that turn one set of version rows into another. */
export function moveRows(
  from: readonly RevisionId[],
  to: readonly RevisionId[],
  tables: VersionTables,
): readonly string[] {
  const table = versionTableName(tables);
  const [before, after] = [new Set(from), new Set(to)];
  return [
    ...from
      .filter((revision) => !after.has(revision))
      .map((revision) => `delete from ${table} where revision = ${text(revision)}`),
    ...to
      .filter((revision) => !before.has(revision))
      .map((revision) => `insert into ${table} (revision) values (${text(revision)})`),
  ];
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
