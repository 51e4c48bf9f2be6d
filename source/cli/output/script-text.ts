import type {Context} from '../context.ts';
import {visibleLines} from './visible.ts';

/** Statements as a script. It is for another program, so nothing in it is escaped unless a person is looking. */
export function scriptText(
  statements: readonly string[],
  {interactive}: Pick<Context, 'interactive'>,
): string {
  // One that ends in a comment would swallow the semicolon.
  const sql = statements
    .map((each) => (/--[^\n]*$/.test(each) ? `${each}\n;` : `${each};`))
    .join('\n');
  return interactive ? visibleLines(sql) : sql;
}
