import {identifier, isCode, tokens, type SqlToken} from './sql-text.ts';
import type {TableName} from './table.ts';

/** Whether SQL has this table where a table stands: after `from`, `join`, `into`, `update`, or a comma of such a list. */
export function readsFrom(sql: string, table: TableName): boolean {
  const code = tokens(sql).filter(isCode);
  return code.some((_, at) => isRelation(code, at, table));
}

/** SQL after a table that it reads from got another name. */
export function withRelationRenamed(sql: string, table: TableName, to: string): string {
  if (!readsFrom(sql, table)) return sql;
  const all = tokens(sql);
  const code = all.filter(isCode);
  const chosen = new Set(
    code.filter((token, at) => isRelation(code, at, table) || isQualifier(code, token, at, table)),
  );
  return all.map((token) => (chosen.has(token) ? quotedLike(token, to) : token.text)).join('');
}

const quotedLike = ({kind}: SqlToken, name: string): string =>
  kind === 'word' && /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;

function isQualifier(
  code: readonly SqlToken[],
  token: SqlToken,
  at: number,
  {name}: TableName,
): boolean {
  return isNamed(token, name) && code[at + 1]?.text === '.' && code[at - 1]?.text !== '.';
}

const words: ReadonlySet<string> = new Set(['from', 'join', 'into', 'update', 'only']);

function isRelation(code: readonly SqlToken[], at: number, table: TableName): boolean {
  if (!isNamed(code[at], table.name) || ['(', '.'].includes(textAt(code, at + 1))) return false;
  const isQualified = textAt(code, at - 1) === '.';
  if (isQualified && !isSchemaOf(code[at - 2], table)) return false;
  if (!isQualified && table.schema !== undefined) return false;
  return isTablePlace(code, isQualified ? at - 2 : at);
}

/** Whether what begins here stands where a table does. */
function isTablePlace(code: readonly SqlToken[], at: number): boolean {
  const place = code.findLastIndex(({text}, before) => before < at && text !== '(');
  const previous = code[place];
  if (previous?.kind === 'word') return words.has(previous.text.toLowerCase());
  return previous?.text === ',' && isInFrom(code, at);
}

const textAt = (code: readonly SqlToken[], at: number): string => code[at]?.text ?? '';

const isSchemaOf = (token: SqlToken | undefined, {schema}: TableName): boolean =>
  schema === undefined
    ? isNamed(token, 'public') || isNamed(token, 'main')
    : isNamed(token, schema);

/** Whether the last clause that began before, at the same depth, is `from`. */
function isInFrom(code: readonly SqlToken[], at: number): boolean {
  let depth = 0;
  for (let place = at - 1; place >= 0; place -= 1) {
    const text = code[place]?.text.toLowerCase() ?? '';
    if (text === ')') depth += 1;
    if (text === '(') depth -= 1;
    if (depth < 0) return code[place - 1]?.text.toLowerCase() === 'from';
    if (depth === 0 && clauses.has(text)) return text === 'from';
  }
  return false;
}

const clauses: ReadonlySet<string> = new Set(
  'select from where group order having limit set values returning window union'.split(' '),
);

function isNamed(token: SqlToken | undefined, name: string): boolean {
  const text = token && identifier(token);
  if (text === undefined) return false;
  return token?.kind === 'quoted' ? text === name : text.toLowerCase() === name.toLowerCase();
}

/** Whether SQL has a name in it, wherever it stands. */
export const mentions = (sql: string, name: string): boolean =>
  tokens(sql).some((token) => isNamed(token, name));
