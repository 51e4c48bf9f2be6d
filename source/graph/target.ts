import {AthanorError} from '../errors.ts';

/** A target as it was typed, taken apart: `[branch@][symbol][+N | -N]`. */
export interface Target {
  readonly text: string;
  /** What stands before the first `@`: a label, an id or the start of an id. */
  readonly branch: string | undefined;
  /** `head`, `heads`, `base`, a label, an id or the start of one; nothing if the walk starts where the database stands. */
  readonly symbol: string | undefined;
  /** `+N` or `-N`, with its sign. */
  readonly walk: Walk | undefined;
}

/** So many revisions up or down. */
interface Walk {
  readonly text: string;
  readonly direction: 'up' | 'down';
  readonly count: number;
}

/** Both ends of a history range; nothing for an open end. */
export interface Range {
  readonly base: string | undefined;
  readonly head: string | undefined;
}

/** Takes a target apart; what the names in it stand for is found by resolving it. Throws `bad_target`. */
export function parseTarget(text: string): Target {
  const cut = text.indexOf('@');
  const branch = cut > 0 ? text.slice(0, cut) : undefined;
  const rest = text.slice(cut + 1);
  if (rest === '') {
    throw new AthanorError('bad_target', `"${text}" does not say where to go`, {
      hint: `Say a revision, head, heads, base, +N or -N${branch === undefined ? '' : `, as in ${branch}@head`}.`,
      details: {target: text},
    });
  }
  const [, symbol = '', sign] = /^(.*?)([+-]\d+)?$/s.exec(rest) ?? [];
  return {
    text,
    branch,
    symbol: symbol === '' ? undefined : symbol,
    walk: sign === undefined ? undefined : walk(sign),
  };
}

/** Takes `base:head` apart; either end may be missing. Throws `bad_target`. */
export function parseRange(text: string): Range {
  const [base, head, ...more] = text.split(':');
  if (head === undefined || more.length > 0) {
    throw new AthanorError('bad_target', `"${text}" is not a range`, {
      hint: 'Say START:END, START: or :END.',
      details: {target: text},
    });
  }
  return {base: base === '' ? undefined : base, head: head === '' ? undefined : head};
}

function walk(text: string): Walk {
  return {text, direction: text.startsWith('-') ? 'down' : 'up', count: Number(text.slice(1))};
}
