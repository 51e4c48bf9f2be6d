import {lineAt, tokens, type Token} from '../config/module/tokens.ts';

/** What a revision file declares, read from its text. */
export interface Header {
  readonly revision: string;
  readonly downRevisions: readonly string[];
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
}

/** A header that cannot be read, and where. */
export interface HeaderFault {
  readonly message: string;
  readonly line: number;
}

const names = ['revision', 'downRevision', 'branchLabels', 'dependsOn'] as const;
type Name = (typeof names)[number];
type Literal = string | null | readonly string[];

/**
 * Reads the constants at the top of a revision file without running it: an ES module or compiled
 * CommonJS. Only literals are accepted. Stops as soon as it has seen enough.
 */
export function readHeader(text: string): Header | HeaderFault {
  return readUsualHeader(text) ?? readAnyHeader(text);
}

const quoted = String.raw`'[^'\\\n]*'`;
const array = String.raw`\[(?:${quoted}(?:, ${quoted})*)?\]`;
const literal = `(null|${quoted}|${array})`;
const usual = new RegExp(
  String.raw`^(?:\/\*(?:[^*]|\*(?!\/))*\*\/\s*)?(?:import type \{[\w, ]*\} from ${quoted};\s*)?` +
    String.raw`export const revision = (${quoted});\s*export const downRevision = ${literal};\s*` +
    String.raw`(?:export const branchLabels = ${literal};\s*)?(?:export const dependsOn = ${literal};\s*)?` +
    String.raw`export (?:async )?function `,
);

/** The header as Athanor writes it, at a fraction of the time; `undefined` for any other, which says nothing about it. */
export function readUsualHeader(text: string): Header | undefined {
  const match = usual.exec(text);
  if (match === null) return undefined;
  const [, revision = '', downRevision, branchLabels, dependsOn] = match;
  return {
    revision: revision.slice(1, -1),
    downRevisions: usualList(downRevision),
    branchLabels: usualList(branchLabels),
    dependsOn: usualList(dependsOn),
  };
}

const none: readonly string[] = [];

function usualList(text: string | undefined): readonly string[] {
  if (text === undefined || text === 'null' || text === '[]') return none;
  if (text.startsWith("'")) return [text.slice(1, -1)];
  return text.slice(2, -2).split("', '");
}

/** The header of any file that declares it in literals. */
export function readAnyHeader(text: string): Header | HeaderFault {
  return new HeaderReader(text).read();
}

/** Whether the header could not be read. */
export const isFault = (result: Header | HeaderFault): result is HeaderFault => 'message' in result;

class Fault extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

class HeaderReader {
  readonly #text: string;
  readonly #tokens: Iterator<Token, void>;
  readonly #found = new Map<Name, Literal>();
  #token: Token | undefined;
  #exports = false;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text);
  }

  read(): Header | HeaderFault {
    try {
      this.#advance();
      while (this.#token !== undefined && !this.#enough()) this.#statement();
      return this.#header();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      return {message: error.message, line: lineAt(this.#text, error.position)};
    }
  }

  /** All four, or in an ES module the two that every revision has when its functions begin. */
  #enough(): boolean {
    if (this.#found.size === names.length) return true;
    if (!this.#exports || !this.#found.has('revision') || !this.#found.has('downRevision')) {
      return false;
    }
    return this.#is('function') || this.#is('async');
  }

  /** Looks at the beginning of a statement: takes it if it declares one of the names, else steps over a token. */
  #statement(): void {
    if (this.#is('export')) {
      this.#exports = true;
      this.#advance();
    } else if (this.#is('const') || this.#is('let') || this.#is('var')) {
      this.#advance();
      this.#declaration(true);
    } else if (this.#is('exports')) {
      this.#advance();
      if (!this.#is('.')) return;
      this.#advance();
      this.#declaration(false);
    } else if (this.#is('{') || this.#is('(') || this.#is('[')) {
      this.#group();
    } else this.#advance();
  }

  #declaration(typed: boolean): void {
    const token = this.#token;
    const name = names.find((one) => one === token?.text);
    if (token === undefined || name === undefined) return;
    this.#advance();
    if (typed) this.#type();
    if (!this.#is('=')) return;
    this.#advance();
    // Compiled CommonJS begins with `exports.revision = exports.downRevision = void 0`.
    if (!typed && (this.#is('exports') || this.#is('void'))) return;
    if (this.#found.has(name)) throw new Fault(`${name} is declared twice`, token.start);
    const value = this.#literal(name);
    this.#ending(name);
    this.#found.set(name, value);
  }

  #type(): void {
    if (!this.#is(':')) return;
    while (this.#token !== undefined && !this.#is('=')) this.#advance();
  }

  #literal(name: Name): Literal {
    const token = this.#token;
    if (token?.kind === 'string') {
      this.#advance();
      return unquoted(token);
    }
    if (this.#is('null')) {
      this.#advance();
      return null;
    }
    if (this.#is('[')) return this.#list(name);
    throw this.#notLiteral(name);
  }

  #list(name: Name): readonly string[] {
    const list: string[] = [];
    this.#advance();
    while (!this.#is(']')) {
      if (this.#token?.kind !== 'string') throw this.#notLiteral(name);
      list.push(unquoted(this.#token));
      this.#advance();
      if (this.#is(',')) this.#advance();
      else if (!this.#is(']')) throw this.#notLiteral(name);
    }
    this.#advance();
    return list;
  }

  /** What may stand behind a literal: `as const`, a type, the end of the statement. */
  #ending(name: Name): void {
    const before = this.#token;
    if (before === undefined || this.#is(';')) return;
    if (this.#is('as') || this.#is('satisfies')) {
      while (this.#token !== undefined && !this.#is(';') && !this.#beginsStatement())
        this.#advance();
      return;
    }
    if (!this.#beginsStatement()) throw this.#notLiteral(name);
  }

  #beginsStatement(): boolean {
    return this.#token?.kind === 'name' && starters.has(this.#token.text);
  }

  #group(): void {
    let depth = 0;
    do {
      if (this.#is('{') || this.#is('(') || this.#is('[')) depth++;
      if (this.#is('}') || this.#is(')') || this.#is(']')) depth--;
      this.#advance();
    } while (depth > 0 && this.#token !== undefined);
  }

  #header(): Header {
    const revision = this.#found.get('revision');
    const downRevision = this.#found.get('downRevision');
    if (revision === undefined) throw new Fault('declares no revision', 0);
    if (typeof revision !== 'string') throw new Fault('revision must be a string', 0);
    if (downRevision === undefined) {
      throw new Fault('declares no downRevision (null for the first one)', 0);
    }
    return {
      revision,
      downRevisions: asList(downRevision),
      branchLabels: asList(this.#found.get('branchLabels')),
      dependsOn: asList(this.#found.get('dependsOn')),
    };
  }

  #advance(): void {
    this.#token = this.#tokens.next().value ?? undefined;
  }

  #is(text: string): boolean {
    return this.#token?.text === text && this.#token.kind !== 'string';
  }

  #notLiteral(name: Name): Fault {
    const kinds = name === 'revision' ? 'a string' : 'a string, null or an array of strings';
    return new Fault(
      `${name} is not a literal: ${kinds} is what can be read without running the file`,
      this.#token?.start ?? this.#text.length,
    );
  }
}

const starters = new Set(
  'export const let var function async class import exports module Object type interface'.split(
    ' ',
  ),
);

function asList(value: Literal | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  return typeof value === 'string' ? [value] : value;
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
  '\n': '',
};

function unquoted({text}: Token): string {
  const inner = text.slice(1, -1);
  const sequence = /\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[\s\S])/gi;
  return inner.includes('\\') ? inner.replaceAll(sequence, unescaped) : inner;
}

function unescaped(sequence: string): string {
  const code = /^\\[ux]\{?([\da-f]+)/i.exec(sequence)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  const letter = sequence.slice(1);
  return escapes[letter] ?? letter;
}
