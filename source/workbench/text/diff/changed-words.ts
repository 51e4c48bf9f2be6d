import {diffWordsWithSpace} from 'diff';
import {span, type Line} from '../spans.ts';
import {visible} from '../visible.ts';
import type {DiffRow} from './compare-texts.ts';

/** Less in common than this, and the two lines have nothing to do with each other. */
const likeness = 0.4;

/** The two sides of a row, the words that differ within a line marked; an empty line for a side that is not there. */
export function sidesOf({kind, before, after}: DiffRow): {
  readonly before: Line;
  readonly after: Line;
} {
  if (kind === 'same') {
    return {before: plain(before?.text), after: plain(after?.text)};
  }
  if (before === undefined || after === undefined) {
    return {
      before: before === undefined ? [] : [span(visible(before.text), 'removed')],
      after: after === undefined ? [] : [span(visible(after.text), 'added')],
    };
  }
  const parts = diffWordsWithSpace(before.text, after.text);
  const common = parts.reduce(
    (sum, {value, added, removed}) => (added || removed ? sum : sum + value.trim().length),
    0,
  );
  const longest = Math.max(before.text.trim().length, after.text.trim().length);
  const alike = common >= likeness * longest;
  const side = (isOther: (part: (typeof parts)[number]) => boolean, tone: 'added' | 'removed') =>
    parts
      .filter((part) => !isOther(part))
      .map(({value, added, removed}) =>
        span(visible(value), alike && (added || removed) ? `${tone}Words` : tone),
      );
  return {
    before: side(({added}) => added, 'removed'),
    after: side(({removed}) => removed, 'added'),
  };
}

const plain = (text: string | undefined): Line => (text === undefined ? [] : [span(visible(text))]);
