import type {DialectName} from '../dialects/dialect.ts';

/** Athanor's own two tables in a database. */
export interface VersionTables {
  /** PostgreSQL's schema; SQLite has but one. */
  readonly schema: string;
  readonly version: string;
  readonly log: string;
  /** Both names, for whatever leaves Athanor's own tables out. */
  readonly tables: readonly [version: string, log: string];
}

/** The names of Athanor's own tables: with a version table of another name goes a log of its own. */
export function versionTables(
  {versionTable, versionSchema}: {readonly versionTable: string; readonly versionSchema: string},
  dialect: DialectName,
): VersionTables {
  const log = versionTable === 'athanor_version' ? 'athanor_log' : `${versionTable}_log`;
  return {
    schema: dialect === 'sqlite' ? 'main' : versionSchema,
    version: versionTable,
    log,
    tables: [versionTable, log],
  };
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The version table as it stands in a statement, in its schema. */
export const versionTableName = ({schema, version}: VersionTables): string =>
  `${quote(schema)}.${quote(version)}`;

/** The log as it stands in a statement, in its schema. */
export const logName = ({schema, log}: VersionTables): string => `${quote(schema)}.${quote(log)}`;
