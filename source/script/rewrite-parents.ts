import {tokens, type Token} from '../config/module/tokens.ts';
import type {RevisionId} from '../graph/revision.ts';
import {isFault, readHeader, type Header} from './read-header.ts';
import {downRevisionLiteral} from './write-script.ts';

/**
 * The text of a revision file with other down revisions: in the constant, and in the line of the comment that
 * repeats it. Nothing else of the text changes. `undefined` where the file is not written in a way that can be
 * changed for sure.
 */
export function withDownRevisions(
  text: string,
  downRevisions: readonly RevisionId[],
): string | undefined {
  const header = readHeader(text);
  if (isFault(header)) return undefined;
  const wanted = {...header, downRevisions};
  for (const {start, end} of literalsOf([...tokens(text)])) {
    const changed = text.slice(0, start) + downRevisionLiteral(downRevisions) + text.slice(end);
    if (says(changed, wanted)) return inComment(changed, header, downRevisions);
  }
  return undefined;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Where a value is given to the name `downRevision`: one literal, or a list of them. */
function literalsOf(all: readonly Token[]): readonly Place[] {
  return all.flatMap((token, index) => {
    if (token.kind !== 'name' || token.text !== 'downRevision') return [];
    const equals = all.findIndex(({text}, at) => at > index && (text === '=' || text === ';'));
    const first = all[equals + 1];
    if (first === undefined) return [];
    const last = first.text === '[' ? all.find(({text}, at) => at > equals && text === ']') : first;
    return last === undefined ? [] : [{start: first.start, end: last.end}];
  });
}

function says(text: string, wanted: Header): boolean {
  const header = readHeader(text);
  return !isFault(header) && JSON.stringify(header) === JSON.stringify(wanted);
}

const comment = /^\s*\/\*[\s\S]*?\*\//;

const line = (ids: readonly RevisionId[]) => `Revises: ${ids.join(', ') || 'base'}`;

/** The line of the comment is only for people: it follows where it said what the constant said. */
function inComment(text: string, {downRevisions: old}: Header, now: readonly RevisionId[]): string {
  const [head = ''] = comment.exec(text) ?? [];
  const at = head.split('\n').find((one) => one.replace(/^\s*\* ?/, '').trimEnd() === line(old));
  if (at === undefined) return text;
  const place = text.indexOf(at) + at.indexOf('Revises:');
  return text.slice(0, place) + line(now) + text.slice(place + line(old).length);
}
