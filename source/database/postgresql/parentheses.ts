import {isCode, tokens} from '../../schema/sql-text.ts';

/** An expression without the parentheses that stand around the whole of it. */
export function withoutParentheses(expression: string): string {
  let inner = expression.trim();
  while (isEnclosed(inner)) inner = inner.slice(1, -1).trim();
  return inner;
}

function isEnclosed(expression: string): boolean {
  if (!expression.startsWith('(') || !expression.endsWith(')')) return false;
  const code = tokens(expression).filter(isCode);
  let depth = 0;
  for (const [index, {text}] of code.entries()) {
    if (text === '(') depth++;
    if (text === ')') depth--;
    // What was opened first is closed before the end, as in `(a) or (b)`.
    if (depth === 0 && index < code.length - 1) return false;
  }
  return true;
}
