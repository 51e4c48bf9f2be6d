import {identifier, isCode, tokens} from '../../schema/sql-text.ts';

/** A piece of SQL, where all that stands between two parentheses is one piece. */
export interface SqlPiece {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'group';
  /** As written; for a name without its quotes, for a group without its parentheses. */
  readonly text: string;
  /** Where it starts and ends in the SQL that was read. */
  readonly start: number;
  readonly end: number;
}

/** The pieces of an SQL text, without spaces and comments; `undefined` when its parentheses do not match. */
export function sqlPieces(sql: string): readonly SqlPiece[] | undefined {
  const pieces: SqlPiece[] = [];
  const open: number[] = [];
  let at = 0;
  for (const token of tokens(sql)) {
    const start = at;
    at += token.text.length;
    if (token.text === '(') open.push(start);
    const from = token.text === ')' ? open.pop() : start;
    if (from === undefined) return undefined;
    if (open.length > 0 || !isCode(token)) continue;
    pieces.push(
      token.text === ')'
        ? {kind: 'group', text: sql.slice(from + 1, start), start: from, end: at}
        : {kind: kindOf(token.kind), text: identifier(token) ?? token.text, start, end: at},
    );
  }
  return open.length > 0 ? undefined : pieces;
}

/** The text without the parentheses around all of it, however many there are. */
export function withoutOuterParentheses(sql: string): string {
  const text = sql.trim();
  const [only, ...others] = sqlPieces(text) ?? [];
  if (only?.kind !== 'group' || others.length > 0) return text;
  return withoutOuterParentheses(only.text);
}

type TokenKind = ReturnType<typeof tokens>[number]['kind'];

/** Spaces and comments never come here: what is not understood counts as a sign. */
const kindOf = (kind: TokenKind): SqlPiece['kind'] =>
  kind === 'space' || kind === 'comment' ? 'symbol' : kind;
