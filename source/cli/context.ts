import type {OpenOptions} from '../commands/open-project.ts';
import type {Project} from '../commands/project.ts';
import type {Colours} from './output/colours.ts';

/** Where text goes. */
export type Output = NodeJS.WritableStream & {readonly isTTY?: boolean};

/** Where the program was started: the one place that knows the process. */
export interface Surroundings {
  readonly directory: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly stdin: NodeJS.ReadableStream & {readonly isTTY?: boolean};
  readonly stdout: Output;
  readonly stderr: Output;
  /** Opens the workbench and gives its exit code. */
  readonly openWorkbench: (options: OpenOptions) => Promise<number>;
}

/** What every command line command is handed. */
export interface Context {
  /** Which project: what `-C`, `-c` and `-n` say. */
  readonly place: OpenOptions;
  /** The other environments, where -n named several. */
  readonly others: readonly string[];
  /** The words of the command line, as they were typed. */
  readonly words: readonly string[];
  readonly json: boolean;
  readonly quiet: boolean;
  /** Somebody can be asked: standard input and output are terminals, and `--json` was not given. */
  readonly interactive: boolean;
  readonly colours: Colours;
  readonly surroundings: Surroundings;
  /** Aborted by the first Ctrl-C, or another signal that ends programs; from when it is first asked for. */
  readonly interrupted: () => AbortSignal;
  readonly open: () => Promise<Project>;
  /** Prints a document: the value with `--json`, else the text. */
  readonly print: (value: unknown, text: () => string) => void;
  /** A text with its absolute paths as one would type them where the command was started. */
  readonly near: (text: string) => string;
  /** Prints a line as it is. */
  readonly line: (text: string) => void;
  /** Prints lines of text, unless `--quiet` or `--json`. */
  readonly say: (text: string) => void;
}
