import {
  firstThatFits,
  group,
  hardLine,
  indent,
  indentAfter,
  join,
  line,
  literalLine,
  mustBreak,
  softLine,
  trailingComma,
  type Doc,
} from './doc.ts';

/** An expression of TypeScript, and what the layout around it has to know of it. */
export interface Expression {
  readonly doc: Doc;
  /** Whether it may open at the end of a call's line and go on below: `f('a', {` and `f('a', [`. */
  readonly hugs?: 'object' | 'array' | 'function';
  /** How the same is set as the last argument of a call. */
  readonly asLast?: Doc;
  /** A list or an object with more than one thing in it. */
  readonly several?: boolean;
  /** A text over several lines, which is set where it is. */
  readonly multiline?: boolean;
  readonly text?: boolean;
}

/** Anything that is set as it stands: a name, a number. */
export const plain = (words: string): Expression => ({doc: words});

/** A text in quotes: single ones, unless double ones need fewer escapes. */
export function text(value: string): Expression {
  const [single, double] = [count(value, "'"), count(value, '"')];
  const quote = single > double ? '"' : "'";
  return {doc: quote + escaped(value).replaceAll(quote, `\\${quote}`) + quote, text: true};
}

/** SQL: a text, and one of several lines in backquotes as it stands. */
export function sqlText(sql: string): Expression {
  if (!sql.includes('\n') || /[\r\u2028\u2029]/.test(sql)) return text(sql);
  return {doc: ['`', join(literalLine, escapedTemplate(sql).split('\n')), '`'], multiline: true};
}

const count = (value: string, character: string): number => value.split(character).length - 1;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\u2028': '\\u2028',
  '\u2029': '\\u2029',
};

function escaped(value: string): string {
  return Array.from(value, (character) =>
    isUnseen(character) ? (escapes[character] ?? unicodeEscape(character)) : character,
  ).join('');
}

const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** What would end the text, or not be seen in it. */
const isUnseen = (character: string): boolean =>
  character === '\\' || /^[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFEFF]$/u.test(character);

const escapedTemplate = (value: string): string =>
  value.split('\n').map(escaped).join('\n').replaceAll('`', '\\`').replaceAll('${', '\\${');

/** A list. */
export function list(items: readonly Expression[]): Expression {
  if (items.length === 0) return {doc: '[]'};
  const [first] = items;
  const uniform = items.every(({hugs, several}) => several === true && hugs === first?.hugs);
  const inside = join(
    [',', line],
    items.map(({doc}) => doc),
  );
  return {
    doc: group(['[', indent(softLine, ...inside), trailingComma, softLine, ']'], {
      broken: items.length > 1 && uniform,
    }),
    hugs: 'array',
    several: items.length > 1,
  };
}

/** An object by its entries; `open` sets each on a line of its own, however short. */
export function object(
  entries: readonly (readonly [key: string, value: Expression])[],
  {open = false}: {readonly open?: boolean} = {},
): Expression {
  if (entries.length === 0) return {doc: '{}'};
  const inside = join([',', line], entries.map(entry));
  return {
    doc: group(['{', indent(softLine, ...inside), trailingComma, softLine, '}'], {broken: open}),
    hugs: 'object',
    several: entries.length > 1,
  };
}

/** Keys of less than this many columns do not send a text to the next line. */
const shortKey = 5;

function entry([key, value]: readonly [string, Expression]): Doc {
  const name = keyOf(key);
  if (value.multiline || (value.text === true && name.length < shortKey)) {
    return [name, ': ', value.doc];
  }
  if (value.text === true) return group([name, ':', group(indent(line, value.doc))]);
  const gap = group(indent(line));
  return group([name, ':', gap, indentAfter(gap, value.doc)]);
}

function keyOf(key: string): string {
  // As a plain key this would set the object's prototype instead.
  if (key === '__proto__') return `['__proto__']`;
  if (/^[\p{ID_Start}$_][\p{ID_Continue}$\u200C\u200D]*$/u.test(key)) return key;
  const quoted = text(key).doc;
  return typeof quoted === 'string' ? quoted : `'${escaped(key).replaceAll("'", "\\'")}'`;
}

/** A function of one parameter that gives a value. */
export function arrow(parameter: string, body: Expression): Expression {
  if (body.hugs === 'object') {
    return {doc: group([`(${parameter}) => (`, body.doc, ')']), hugs: 'function'};
  }
  const start = [`(${parameter}) =>`, indent(line, body.doc)];
  return {
    doc: group(start),
    asLast: group([...start, trailingComma, softLine]),
    hugs: 'function',
  };
}

/** A function of one parameter with statements. */
export function block(parameter: string, statements: readonly Doc[]): Expression {
  const body =
    statements.length === 0
      ? '{}'
      : ['{', indent(hardLine, ...join(hardLine, statements)), hardLine, '}'];
  return {doc: group([`(${parameter}) => `, body]), hugs: 'function'};
}

/** The arguments of a call, in their parentheses. */
function inParentheses(given: readonly Expression[]): Doc {
  const last = given.at(-1);
  if (last === undefined) return '()';
  if (given.length === 1 && last.multiline) return ['(', last.doc, ')'];
  const docs = given.map(({doc}) => doc);
  const all = [...join([',', line], docs)];
  const apart = group(['(', indent(softLine, ...all), trailingComma, softLine, ')'], {
    broken: true,
  });
  if (!hugsLast(given)) {
    return group(['(', indent(softLine, ...all), trailingComma, softLine, ')']);
  }
  const before = docs.slice(0, -1);
  if (before.some(mustBreak)) return apart;
  const lead = before.flatMap((doc): Doc[] => [doc, ', ']);
  const end = last.asLast ?? last.doc;
  return firstThatFits(['(', lead, end, ')'], ['(', lead, group(end, {broken: true}), ')'], apart);
}

function hugsLast(given: readonly Expression[]): boolean {
  const last = given.at(-1);
  const before = given.at(-2);
  return last?.hugs !== undefined && before?.hugs !== last.hugs;
}

/** A call: `op.dropTable('account')`. */
export function call(callee: string, given: readonly Expression[]): Doc {
  return [callee, inParentheses(given)];
}

/** Calls upon calls: `t.string().length(80).nullable()`. */
export function chain(
  start: string,
  calls: readonly (readonly [method: string, given: readonly Expression[]])[],
): Expression {
  const links = calls.map(([method, given]): Doc => [`.${method}`, inParentheses(given)]);
  const oneLine: Doc = [start, ...links];
  if (calls.length <= 1) return {doc: group(oneLine)};
  const expanded: Doc = [start, indent(hardLine, ...join(hardLine, links))];
  const opens = links.slice(0, -1).some(mustBreak);
  return {doc: opens ? group(expanded, {broken: true}) : firstThatFits(oneLine, expanded)};
}
