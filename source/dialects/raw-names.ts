import {identifier} from '../schema/sql-text.ts';
import type {SqlToken} from '../schema/sql-text.ts';
import type {TableName} from '../schema/table.ts';
import {loss} from './facts.ts';
import type {Origins} from './origins.ts';
import type {Hazard, LossKind} from './statement.ts';

/** A statement of raw SQL. */
export interface Raw {
  /** With the space between, which joins operators of several signs. */
  readonly all: readonly SqlToken[];
  readonly code: readonly SqlToken[];
  readonly origins: Origins;
}

/** A loss that nobody can count. */
export const unmeasured = (kind: LossKind, object: string, message: string): Hazard =>
  loss(kind, object, {message});

/** A name in raw SQL, and where it ends. */
export interface Named {
  readonly table: TableName;
  readonly text: string;
  readonly next: number;
}

/** The names of a list such as `a, only b.c`. */
export function namesAt(code: readonly SqlToken[], at: number): readonly Named[] {
  const first = nameAt(code, at);
  if (first === undefined) return [];
  if (code[first.next]?.text !== ',') return [first];
  return [first, ...namesAt(code, skip(code, first.next + 1, ['only']))];
}

/** The name at a place, with its schema if that is written. */
export function nameAt(code: readonly SqlToken[], at: number): Named | undefined {
  const [first, dot, second] = code.slice(at, at + 3);
  const name = first && identifier(first);
  if (first === undefined || name === undefined) return undefined;
  const own = dot?.text === '.' && second !== undefined ? identifier(second) : undefined;
  if (own === undefined) return {table: {name}, text: first.text, next: at + 1};
  const schema = ['public', 'main'].includes(name) ? {} : {schema: name};
  return {table: {...schema, name: own}, text: texts(code.slice(at, at + 3)), next: at + 3};
}

/** The first place after `at` that is none of these words. */
export function skip(code: readonly SqlToken[], at: number, words: readonly string[]): number {
  let next = at;
  while (words.includes(word(code[next]) ?? '')) next += 1;
  return next;
}

/** A keyword or plain name, in small letters. */
export const word = (token: SqlToken | undefined): string | undefined =>
  token?.kind === 'word' ? token.text.toLowerCase() : undefined;

/** The tokens as they are written. */
export const texts = (code: readonly SqlToken[]): string => code.map(({text}) => text).join('');
