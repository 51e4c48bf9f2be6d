import {getSegments} from 'sql-highlight';
import type {Tone} from '../theme/tones.ts';
import {span, type Line, type Span} from './spans.ts';
import {visible} from './visible.ts';

/** Words that the highlighter takes for names. */
const words = new Set(
  (
    'always autoincrement bigserial bytea citext cluster concurrently conflict covering deferrable deferred ' +
    'enable exclude excluded extension generated identity immediate include initially inet interval jsonb ' +
    'lateral materialized nothing nulls overriding owned policy pragma publication reindex rename replica ' +
    'restart returning rowid rowversion sequence serial smallserial stored strict tablespace temporary timestamptz ' +
    'timetz trigger tsquery tsvector uuid validate virtual without'
  ).split(' '),
);

const tones: Readonly<Record<string, Tone>> = {
  keyword: 'keyword',
  string: 'string',
  number: 'number',
  comment: 'comment',
  function: 'function',
};

const cache = new Map<string, readonly Line[]>();
const cached = 500;

/** SQL as coloured lines, the parts of a table's definition each on its own; made once for each text. */
export function sqlLines(sql: string): readonly Line[] {
  const known = cache.get(sql);
  if (known) return known;
  if (cache.size >= cached) cache.clear();
  const lines = broken(sql.includes('\n') ? segments(sql) : laidOut(segments(sql)));
  cache.set(sql, lines);
  return lines;
}

interface Segment {
  readonly name: string;
  readonly content: string;
}

function segments(sql: string): readonly Segment[] {
  return getSegments(sql).flatMap((segment) => corrected(segment));
}

/** PostgreSQL's `#>` is no comment, and a name in double quotes is no string. */
function corrected(segment: Segment): readonly Segment[] {
  const {name, content} = segment;
  if (name === 'comment' && content.startsWith('#')) {
    return [{name: 'special', content: '#'}, ...segments(content.slice(1))];
  }
  if (name === 'string' && content.startsWith('"')) return [{name: 'identifier', content}];
  const isWord = name === 'identifier' || name === 'function';
  return isWord && words.has(content.toLowerCase()) ? [{name: 'keyword', content}] : [segment];
}

/** A table's definition with a line for each of its parts; anything else as it is. */
function laidOut(pieces: readonly Segment[]): readonly Segment[] {
  const start = pieces.slice(0, 5).map(({content}) => content);
  if (!/^\s*create\s.*\btable\b/i.test(start.join(''))) return pieces;
  let depth = 0;
  let isAfterBreak = false;
  return pieces.flatMap((piece) => {
    const {content} = piece;
    if (isAfterBreak && content.trim() === '') return [];
    isAfterBreak = false;
    if (content === ')' && --depth === 0) return [lineBreak(''), piece];
    if (content === '(' && ++depth > 1) return [piece];
    if (content !== '(' && (content !== ',' || depth !== 1)) return [piece];
    isAfterBreak = true;
    return [piece, lineBreak('  ')];
  });
}

function lineBreak(indent: string): Segment {
  return {name: 'whitespace', content: `\n${indent}`};
}

/** Segments as lines; neighbours of one tone become one piece. */
function broken(pieces: readonly Segment[]): readonly Line[] {
  const lines: Span[][] = [[]];
  for (const {name, content} of pieces) {
    const [first = '', ...more] = content.split(/\r\n|\r|\n/);
    append(lines.at(-1), visible(first), tones[name]);
    for (const text of more) {
      lines.push([]);
      append(lines.at(-1), visible(text), tones[name]);
    }
  }
  return lines;
}

function append(line: Span[] | undefined, text: string, tone: Tone | undefined): void {
  if (line === undefined || text === '') return;
  const last = line.at(-1);
  if (last && (last.tone === tone || text.trim() === '')) {
    line[line.length - 1] = {...last, text: last.text + text};
  } else {
    line.push(span(text, tone));
  }
}
