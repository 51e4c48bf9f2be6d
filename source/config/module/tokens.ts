/** A word of TypeScript or JavaScript. Whitespace and comments are no tokens. */
export interface Token {
  readonly kind: 'name' | 'string' | 'number' | 'template' | 'regex' | 'punctuation';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const gap = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const name = /[\p{ID_Start}$_#@][\p{ID_Continue}$\u200C\u200D]*/uy;
const string = /'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/y;
const number = /\d[\w.]*/y;
const regex = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const punctuation = /=>|===?|!==?|\.\.\.|[\s\S]/y;

/** Words after which a slash begins a regular expression and not a division. */
const beforeValue = new Set(
  'return typeof case in of delete void throw new do else instanceof yield await default'.split(
    ' ',
  ),
);

/** Cuts a text into tokens as they are asked for, so that a reader may stop early. */
export function* tokens(text: string, from = 0): Generator<Token, void> {
  let previous: Token | undefined;
  let position = from;
  for (;;) {
    position = match(gap, text, position);
    if (position >= text.length) return;
    previous = token(text, position, previous);
    position = previous.end;
    yield previous;
  }
}

/** The line of a position, counted from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < position; at = text.indexOf('\n', at + 1)) {
    line++;
  }
  return line;
}

function token(text: string, start: number, previous: Token | undefined): Token {
  const [kind, end] = shape(text, start, previous);
  return {kind, text: text.slice(start, end), start, end};
}

function shape(text: string, start: number, previous: Token | undefined): [Token['kind'], number] {
  const character = text.charAt(start);
  if (character === '`') return ['template', templateEnd(text, start)];
  if (character === "'" || character === '"') return tried('string', string, text, start);
  if (character === '/' && valueMayFollow(previous)) return tried('regex', regex, text, start);
  if (character >= '0' && character <= '9') return ['number', match(number, text, start)];
  return tried('name', name, text, start);
}

function tried(
  kind: Token['kind'],
  pattern: RegExp,
  text: string,
  start: number,
): [Token['kind'], number] {
  const end = match(pattern, text, start);
  return end > start ? [kind, end] : ['punctuation', match(punctuation, text, start)];
}

/** Where the match ends; `start` itself when there is none. */
function match(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : start;
}

function valueMayFollow(previous: Token | undefined): boolean {
  if (previous === undefined) return true;
  if (previous.kind === 'punctuation') return !')]}'.includes(previous.text);
  return previous.kind === 'name' && beforeValue.has(previous.text);
}

function templateEnd(text: string, start: number): number {
  let position = start + 1;
  while (position < text.length) {
    const character = text.charAt(position);
    if (character === '`') return position + 1;
    if (character === '\\') position += 2;
    else if (character === '$' && text.charAt(position + 1) === '{') {
      position = substitutionEnd(text, position + 2);
    } else position++;
  }
  return text.length;
}

function substitutionEnd(text: string, start: number): number {
  let depth = 1;
  for (const {text: word, end} of tokens(text, start)) {
    if (word === '{') depth++;
    if (word === '}' && --depth === 0) return end;
  }
  return text.length;
}
