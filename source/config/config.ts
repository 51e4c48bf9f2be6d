/** How one history is kept, and how it meets a database. An environment may say any of it anew. */
export interface HistoryConfig {
  /** The MikroORM configuration, relative to this file. Absent: found as MikroORM's own command line finds it. */
  readonly mikroOrm?: string;
  /** Directories of revision files, relative to this file. Default `revisions`. */
  readonly revisions?: string | readonly string[];
  /** Whether directories below those hold revision files too. Default false. */
  readonly recursive?: boolean;
  /** The name of a new file without its ending, from `{rev}`, `{slug}`, `{year}` to `{second}` and `{epoch}`. Default `{rev}_{slug}`. */
  readonly fileTemplate?: string;
  /** How many letters of the message go into the name of a file, at most. Default 40. */
  readonly slugLength?: number;
  /** The IANA name of the time zone for the names and headers of new files. Default `UTC`. */
  readonly timezone?: string;
  /** A file that says what a new revision looks like, relative to this one. */
  readonly template?: string;
  /** What is done to a new revision file, one after the other: a program, or a function of the file's path. */
  readonly postWrite?: readonly PostWrite[];
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
  /** Code of one's own around runs and their steps. */
  readonly hooks?: HookFunctions;
}

/** The hooks by name; what each is called with is for those to say who call it. */
export interface HookFunctions {
  readonly beforeRun?: HookFunction;
  readonly beforeStep?: HookFunction;
  readonly afterStep?: HookFunction;
  readonly afterRun?: HookFunction;
  readonly onEvent?: HookFunction;
}

type HookFunction = (...values: never[]) => unknown;

/** What `athanor.config.ts` may say. It is data: it names the MikroORM configuration and does not import it. */
export interface Config extends HistoryConfig {
  /** The environment that is used when none is named. Default: the only one, or `default`. */
  readonly environment?: string;
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>;
  /** Keys of the workbench, by action: the names of keys with blanks between them, `''` for none. docs/keys.md lists the actions. */
  readonly keys?: Readonly<Record<string, string>>;
}

/** One database that the revisions are applied to, and what of the configuration is otherwise there. */
export interface EnvironmentConfig extends HistoryConfig {
  /** What revisions call its database in `op.onDatabase`. Default: the name of the environment. */
  readonly database?: string;
  /** MikroORM's context name, handed to its configuration. */
  readonly contextName?: string;
  /** The name of the environment variable that holds the database's address. */
  readonly urlVariable?: string;
  /** Changes here want the name typed, and `--expect`. */
  readonly protected?: boolean;
  /** Nothing can be changed from here. */
  readonly readOnly?: boolean;
}

/** What is done to a new revision file. */
export type PostWrite = PostWriteCommand | ((file: string) => unknown);

/** A program that is started without a shell; the project's own `node_modules/.bin` is looked into first. */
export interface PostWriteCommand {
  /** The program and its words; `{file}` stands for the path, which comes last where it is not named. */
  readonly command: readonly string[];
  /** Where it is started, relative to the configuration. Default: there. */
  readonly directory?: string;
}

/** The configuration as the house uses it: nothing is optional, paths are absolute. */
export interface ResolvedConfig {
  /** The configuration file, or `undefined` when there is none and defaults hold. */
  readonly file: string | undefined;
  /** The directory that relative paths start from. */
  readonly directory: string;
  readonly mikroOrm: string | undefined;
  readonly revisions: readonly string[];
  readonly recursive: boolean;
  readonly fileTemplate: string;
  readonly slugLength: number;
  readonly timezone: string;
  readonly template: string | undefined;
  readonly postWrite: readonly PostWrite[];
  readonly dialects: readonly ('postgresql' | 'sqlite')[] | undefined;
  readonly target: {readonly sqlite: string; readonly postgresql: string};
  readonly versionTable: string;
  readonly versionSchema: string;
  readonly transaction: 'revision' | 'run';
  readonly hooks: HookFunctions;
  readonly environment: ResolvedEnvironment;
  /** The names of all environments, in the order in which they are declared. */
  readonly environments: readonly string[];
  /** What revisions may call databases: each once. */
  readonly databases: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
}

/** The one environment that was chosen. */
export interface ResolvedEnvironment {
  readonly name: string;
  /** What revisions call its database. */
  readonly database: string;
  /** Whether its database is one of several of the history, so that what is generated for it is for it alone. */
  readonly isOneOfSeveral: boolean;
  readonly contextName: string | undefined;
  readonly urlVariable: string | undefined;
  /**
   * The only one that is worked on: where its own variable is not set, `ATHANOR_DATABASE_URL` is its address. Among
   * several that would be another's.
   */
  readonly isAlone: boolean;
  /** The address of the database, where it was given with the command and not by a variable. */
  readonly url: string | undefined;
  readonly protected: boolean;
  readonly readOnly: boolean;
}
