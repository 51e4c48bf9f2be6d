import {stripTypeScriptTypes} from 'node:module';
import {tokens, type Token} from './tokens.ts';

/** TypeScript with its types blanked out, every other character in its place. Throws on what has to be compiled. */
export const stripTypes = (text: string): string => stripTypeScriptTypes(text);

/**
 * The same for the few types that configurations and revisions usually have, without loading a parser:
 * `import type`, `op: Operations`, `satisfies Config`. Other types are left in, so that what comes out
 * is no JavaScript; `undefined` where it could be taken for some.
 */
export function stripUsualTypes(text: string): string | undefined {
  const all = [...tokens(text)];
  // `f<T>(x)` is JavaScript too, and means something else.
  if (all.some((token) => token.kind === 'punctuation' && token.text === '<')) return undefined;
  let stripped = '';
  let position = 0;
  for (const index of all.keys()) {
    const found =
      importOfTypes(all, index) ?? parameterType(all, index) ?? satisfaction(all, index);
    if (found === undefined) continue;
    stripped += text.slice(position, found.start) + blank(text.slice(found.start, found.end));
    position = found.end;
  }
  return stripped + text.slice(position);
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const blank = (text: string) => text.replaceAll(/[^\r\n]/g, ' ');

/** `import type {A, B} from 'c';` */
function importOfTypes(all: readonly Token[], index: number): Range | undefined {
  if (!says(all, index, ['import', 'type', '{'])) return undefined;
  const close = all.findIndex(({text}, at) => at > index && text === '}');
  return says(all, close, ['}', 'from', isString, ';']) ? range(all, index, close + 3) : undefined;
}

/** `(op: Operations)`: the colon and the name. */
function parameterType(all: readonly Token[], index: number): Range | undefined {
  const type = /^(?:Operations|Db)$/;
  return says(all, index - 2, ['(', isName, ':', type, ')'])
    ? range(all, index, index + 1)
    : undefined;
}

/** `} satisfies Config;`: the two words. */
function satisfaction(all: readonly Token[], index: number): Range | undefined {
  return says(all, index - 1, ['}', 'satisfies', isName, ';'])
    ? range(all, index, index + 1)
    : undefined;
}

const isName = /^[\p{ID_Start}$_]/u;
const isString = /^['"]/;

/** Whether these words stand at an index, one after the other. */
function says(all: readonly Token[], index: number, words: readonly (string | RegExp)[]): boolean {
  return words.every((word, offset) => {
    const text = all[index + offset]?.text;
    if (text === undefined) return false;
    return typeof word === 'string' ? text === word : word.test(text);
  });
}

function range(all: readonly Token[], first: number, last: number): Range | undefined {
  const [from, to] = [all[first], all[last]];
  return from && to && {start: from.start, end: to.end};
}
