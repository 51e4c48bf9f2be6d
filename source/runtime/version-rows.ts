import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Session} from './session.ts';
import {refuseOtherTables, tableExists} from './own-tables.ts';
import {versionTableName, type VersionTables} from './version-tables.ts';

/**
 * The version rows, sorted: none where there is no version table yet. Changes nothing and needs no more
 * than the right to read. Throws `version_table` for tables that are not this Athanor's.
 */
export async function readRows(
  session: Session,
  tables: VersionTables,
): Promise<readonly RevisionId[]> {
  await refuseOtherTables(session, tables);
  if (!(await tableExists(session, tables.schema, tables.version))) return [];
  const rows = await session.query<{revision: string}>(
    `select revision from ${versionTableName(tables)} order by revision`,
  );
  // The server's collation may order otherwise than every other place here does.
  return rows.map(({revision}) => revision).toSorted();
}

/** The statements that turn one set of version rows into another. */
export const moveRows = (
  from: readonly RevisionId[],
  to: readonly RevisionId[],
  tables: VersionTables,
): readonly string[] => moves(from, to, tables).map(({sql}) => sql);

/**
 * Turns one set of version rows into another, in the transaction that is open. A row that is not there
 * to be taken out was moved by another: what the step has done would have taken effect twice.
 *
 * Throws `version_table` where a statement changes no row.
 */
export async function putRows(
  session: Session,
  tables: VersionTables,
  {from, to}: {readonly from: readonly RevisionId[]; readonly to: readonly RevisionId[]},
): Promise<void> {
  for (const {sql, revision, isGone} of moves(from, to, tables)) {
    const changed = await session.query(`${sql} returning revision`);
    if (changed.length > 0) continue;
    throw new AthanorError(
      'version_table',
      isGone
        ? `the version row of ${revision} is gone: somebody else has taken it out meanwhile`
        : `the version row of ${revision} cannot be put in: ${versionTableName(tables)} does not take it`,
      {
        hint: 'the step was rolled back; see with "athanor current" and "athanor log" where the database stands, then plan again',
        details: {revision, table: versionTableName(tables)},
      },
    );
  }
}

interface Move {
  readonly sql: string;
  readonly revision: RevisionId;
  readonly isGone: boolean;
}

function moves(
  from: readonly RevisionId[],
  to: readonly RevisionId[],
  tables: VersionTables,
): readonly Move[] {
  const table = versionTableName(tables);
  const [before, after] = [new Set(from), new Set(to)];
  return [
    ...from
      .filter((revision) => !after.has(revision))
      .map((revision) => ({
        sql: `delete from ${table} where revision = ${text(revision)}`,
        revision,
        isGone: true,
      })),
    ...to
      .filter((revision) => !before.has(revision))
      .map((revision) => ({
        sql: `insert into ${table} (revision) values (${text(revision)})`,
        revision,
        isGone: false,
      })),
  ];
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
