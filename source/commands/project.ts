import type {ResolvedConfig} from '../config/config.ts';
import type {ModelSchema} from '../database/model/model-schema.ts';
import type {Dialect, DialectName} from '../dialects/dialect.ts';
import type {RevisionGraph} from '../graph/revision-graph.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Database} from '../runtime/session.ts';
import type {Schema} from '../schema/schema.ts';
import type {Recorded} from '../script/recorded.ts';
import type {Script} from '../script/script.ts';

/**
 * What commands work on: configuration, revision files and their graph, and the ways to the rest,
 * each opened when it is first asked for. Graph commands never reach MikroORM or a revision's code.
 */
export interface Project extends AsyncDisposable {
  readonly config: ResolvedConfig;
  /** What hooks are told of `-x key=value`, by key. */
  readonly arguments: Readonly<Record<string, string>>;
  /** What hooks are told of `--tag`. */
  readonly tag: string | undefined;
  readonly graph: RevisionGraph;
  /** Every revision file's header, in load order. */
  readonly scripts: readonly Script[];
  readonly script: (revision: RevisionId) => Script;
  /** The database of the chosen environment. Loads the user's MikroORM. */
  readonly database: () => Promise<Database>;
  /** The dialect of the chosen environment, without connecting. */
  readonly dialect: (name?: DialectName) => Promise<Dialect>;
  /** Imports one revision file and records what it asks for. Throws `load_failed`, `bad_operation`. */
  readonly recorded: (revision: RevisionId) => Promise<Recorded>;
  /** Keeps what was recorded for the next time. Only for commands that write anyway: looking leaves no file. */
  readonly saveRecordings: () => Promise<void>;
  /** The history schema: the operations of these revisions and all below them, replayed. */
  readonly schemaAt: (revisions: readonly RevisionId[], dialect: DialectName) => Promise<Schema>;
  /** The model schema: the user's entities. Does not connect. */
  readonly model: (dialect?: DialectName) => Promise<ModelSchema>;
  /** The same project for another of its environments, to be closed by whoever asked. */
  readonly inEnvironment: (name: string) => Promise<Project>;
  /** Reads the revision files again: a new project over the same configuration and database. */
  readonly reload: () => Promise<Project>;
}
