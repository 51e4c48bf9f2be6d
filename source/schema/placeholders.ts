/** Text in which a question mark is no placeholder: strings, quoted names, comments, dollar quotes. */
const opaque =
  /e'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|--[^\n]*|\/\*[\s\S]*?\*\/|\$(\w*)\$[\s\S]*?\$\1\$|\\\?|\?/giy;

/**
 * Gives each `?` of a statement another text, by its number from 1. `\?` stands for a question mark
 * of PostgreSQL's own operators.
 */
export function withPlaceholders(sql: string, placeholder: (number: number) => string): string {
  let result = '';
  let count = 0;
  for (let at = 0; at < sql.length;) {
    opaque.lastIndex = at;
    const [found] = opaque.exec(sql) ?? [sql.charAt(at)];
    result += found === '?' ? placeholder(++count) : found === String.raw`\?` ? '?' : found;
    at += found.length;
  }
  return result;
}
