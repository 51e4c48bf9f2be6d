/** A piece of SQLite's SQL that says something: neither space nor comment. */
export interface Token {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'blob' | 'symbol';
  /** As it is written. */
  readonly text: string;
  /** For names, what is inside the quotes; for words, the word in lower case; else the text. */
  readonly value: string;
  /** Where it starts in the text. */
  readonly at: number;
}

const patterns: readonly (readonly [kind: Token['kind'] | 'skipped', pattern: RegExp])[] = [
  ['skipped', /\s+|--[^\n]*|\/\*[^]*?(?:\*\/|$)/y],
  ['blob', /[xX]'[^']*'/y],
  ['string', /'(?:[^']|'')*'/y],
  ['quoted', /"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]/y],
  ['number', /0[xX][\da-fA-F_]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y],
  ['word', /[\p{L}_\u0080-\u{10ffff}$][\p{L}\p{N}_\u0080-\u{10ffff}$]*/uy],
  ['symbol', /\|\||->>|->|<<|>>|<=|>=|<>|==|!=|[^]/uy],
];

/** Cuts the text into tokens, without what says nothing. Never fails: what is not understood is a symbol. */
export function tokens(sql: string): readonly Token[] {
  const found: Token[] = [];
  for (let at = 0; at < sql.length;) {
    const {kind, text} = tokenAt(sql, at);
    if (kind !== 'skipped') found.push({kind, text, value: valueOf(kind, text), at});
    at += text.length;
  }
  return found;
}

function tokenAt(sql: string, at: number): {kind: Token['kind'] | 'skipped'; text: string} {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const text = pattern.exec(sql)?.[0];
    if (text !== undefined && text !== '') return {kind, text};
  }
  return {kind: 'symbol', text: sql.charAt(at)};
}

function valueOf(kind: Token['kind'], text: string): string {
  if (kind === 'word') return text.toLowerCase();
  if (kind === 'string') return text.slice(1, -1).replaceAll("''", "'");
  if (kind !== 'quoted') return text;
  const inner = text.slice(1, -1);
  const quote = text.charAt(0);
  return quote === '[' ? inner : inner.replaceAll(quote + quote, quote);
}
