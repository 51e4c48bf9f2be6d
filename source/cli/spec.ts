import type {Context} from './context.ts';

/** The headings under which `--help` lists commands. */
type Group = 'Look' | 'Database' | 'Revisions' | 'Project';

/** What a word may be, for the shell to complete it: what the graph has, or one of these. */
export type Completes = 'revisions' | 'environments' | readonly string[];

/** A word behind a command. */
export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly required?: boolean;
  /** Takes all the words that are left. */
  readonly many?: boolean;
  readonly completes?: Completes;
}

/** Something that begins with a dash. */
export interface OptionSpec {
  /** As commander reads them: `-m, --message <text>`. */
  readonly flags: string;
  readonly description: string;
  /** May be given several times; the values are collected. */
  readonly repeatable?: boolean;
  /** What its value may be. */
  readonly completes?: Completes;
}

/** A line that can be typed, and what it does. */
interface Example {
  readonly line: string;
  readonly does: string;
}

/** A command as data: the parser and the help are made from it. */
export interface CommandSpec {
  readonly name: string;
  readonly group: Group;
  /** One line, for the list of commands. */
  readonly summary: string;
  readonly description: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** Calls the command and prints; gives the exit code. */
  readonly perform: (context: Context, given: Given) => Promise<number>;
}

/** What was typed behind a command. */
export class Given {
  readonly #words: ReadonlyMap<string, unknown>;
  readonly #options: Readonly<Record<string, unknown>>;

  constructor(words: ReadonlyMap<string, unknown>, options: Readonly<Record<string, unknown>>) {
    this.#words = words;
    this.#options = options;
  }

  /** The word for an argument that is required; commander has seen to it that it is there. */
  word(name: string): string {
    return this.optionalWord(name) ?? '';
  }

  optionalWord(name: string): string | undefined {
    const word = this.#words.get(name);
    return typeof word === 'string' ? word : undefined;
  }

  /** All the words for an argument that takes many. */
  words(name: string): readonly string[] {
    return strings(this.#words.get(name));
  }

  flag(name: string): boolean {
    return this.#options[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.#options[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** All the values of an option that may be repeated. */
  texts(name: string): readonly string[] {
    return strings(this.#options[name]);
  }
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
