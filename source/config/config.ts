/** What `athanor.config.ts` may say. It is data: it names the MikroORM configuration and does not import it. */
export interface Config {
  /** The MikroORM configuration, relative to this file. Absent: found as MikroORM's own command line finds it. */
  readonly mikroOrm?: string;
  /** Directories of revision files, relative to this file. Default `revisions`. */
  readonly revisions?: string | readonly string[];
  /** For which databases new revisions are written. Default: the one of the MikroORM configuration. */
  readonly dialects?: readonly ('postgresql' | 'sqlite')[];
  /** The lowest server versions that statements are written for. Default `{sqlite: '3.35', postgresql: '14'}`. */
  readonly target?: {readonly sqlite?: string; readonly postgresql?: string};
  /** Default `athanor_version`. */
  readonly versionTable?: string;
  /** PostgreSQL: the schema of the version table. Default `public`. */
  readonly versionSchema?: string;
  /** Default `revision`: each step commits by itself. `run`: all steps or none. */
  readonly transaction?: 'revision' | 'run';
  /** The environment that is used when none is named. Default: the only one, or `default`. */
  readonly environment?: string;
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>;
  /** Keys of the workbench, by action: the names of keys with blanks between them, `''` for none. docs/keys.md lists the actions. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** One database that the same revisions are applied to. */
export interface EnvironmentConfig {
  /** MikroORM's context name, handed to its configuration. */
  readonly contextName?: string;
  /** The name of the environment variable that holds the database's address. */
  readonly urlVariable?: string;
  /** Changes here want the name typed, and `--expect`. */
  readonly protected?: boolean;
  /** Nothing can be changed from here. */
  readonly readOnly?: boolean;
}

/** The configuration as the house uses it: nothing is optional, paths are absolute. */
export interface ResolvedConfig {
  /** The configuration file, or `undefined` when there is none and defaults hold. */
  readonly file: string | undefined;
  /** The directory that relative paths start from. */
  readonly directory: string;
  readonly mikroOrm: string | undefined;
  readonly revisions: readonly string[];
  readonly dialects: readonly ('postgresql' | 'sqlite')[] | undefined;
  readonly target: {readonly sqlite: string; readonly postgresql: string};
  readonly versionTable: string;
  readonly versionSchema: string;
  readonly transaction: 'revision' | 'run';
  readonly environment: ResolvedEnvironment;
  readonly keys: Readonly<Record<string, string>>;
}

/** The one environment that was chosen. */
export interface ResolvedEnvironment {
  readonly name: string;
  readonly contextName: string | undefined;
  readonly urlVariable: string | undefined;
  readonly protected: boolean;
  readonly readOnly: boolean;
}
