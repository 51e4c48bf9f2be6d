/** A piece of SQL text. Joined, the pieces are the text again. */
export interface SqlToken {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'comment' | 'space' | 'symbol';
  readonly text: string;
}

/** Cuts SQL of PostgreSQL or SQLite into tokens. Never fails: what is not understood is a symbol. */
export function tokens(sql: string): readonly SqlToken[] {
  const found: SqlToken[] = [];
  let previous: SqlToken | undefined;
  for (let at = 0; at < sql.length;) {
    const token = tokenAt(sql, at, previous);
    found.push(token);
    if (isCode(token)) previous = token;
    at += token.text.length;
  }
  return found;
}

/** Whether a token says something: neither space nor comment. */
export function isCode({kind}: SqlToken): boolean {
  return kind !== 'space' && kind !== 'comment';
}

/** The name that a token stands for, without its quotes; `undefined` when it is no identifier. */
export function identifier({kind, text}: SqlToken): string | undefined {
  if (kind === 'word') return text;
  if (kind !== 'quoted') return undefined;
  const inner = text.slice(1, -1);
  return text.startsWith('[') ? inner : inner.replaceAll(text.charAt(0).repeat(2), text.charAt(0));
}

const patterns: readonly (readonly [kind: SqlToken['kind'], pattern: RegExp])[] = [
  ['space', /\s+/y],
  ['comment', /--[^\n]*|\/\*[^]*?(?:\*\/|$)/y],
  ['string', /[eE]'(?:[^'\\]|\\[^]|'')*(?:'|$)/y],
  ['string', /(?:[bBxXnN]|[uU]&)?'(?:[^']|'')*(?:'|$)/y],
  ['string', /\$([\p{L}_][\p{L}\p{N}_]*)?\$[^]*?(?:\$\1\$|$)/uy],
  ['quoted', /"(?:[^"]|"")*"|`(?:[^`]|``)*`/y],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/uy],
  ['number', /\d[\w.]*|\.\d[\w]*/y],
];

function tokenAt(sql: string, at: number, previous: SqlToken | undefined): SqlToken {
  for (const [kind, pattern] of [...patterns, ...bracketed(previous)]) {
    pattern.lastIndex = at;
    const text = pattern.exec(sql)?.[0];
    if (text !== undefined && text !== '') return {kind, text};
  }
  if (sql.startsWith('::', at)) return {kind: 'symbol', text: '::'};
  return {kind: 'symbol', text: String.fromCodePoint(sql.codePointAt(at) ?? 0)};
}

/** `[` quotes a name on SQLite, but after an operand it is a subscript of PostgreSQL. */
function bracketed(previous: SqlToken | undefined): typeof patterns {
  return previous !== undefined && isOperand(previous) ? [] : [['quoted', /\[[^\][]*\]/y]];
}

function isOperand({kind, text}: SqlToken): boolean {
  if (kind === 'word') return !operators.has(text.toLowerCase());
  return kind === 'quoted' || text === ')' || text === ']' || text === '[';
}

const operators: ReadonlySet<string> = new Set(
  'and or not in is like between when then else case by collate as from where on select glob match'.split(
    ' ',
  ),
);
