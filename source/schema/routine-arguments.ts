import {tokens, type SqlToken} from './sql-text.ts';

/** The arguments of a routine as they tell it from others: without defaults and the usual `in`, spaces evened out. */
export function identityArguments(written: string): string {
  return split(tokens(written).filter(({kind}) => kind !== 'comment'))
    .map((argument) => withoutDefault(argument).map(plain).join('').trim().replace(/^in /, ''))
    .filter((argument) => argument !== '')
    .join(', ');
}

/** At the commas that stand in no parentheses. */
function split(all: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const pieces: SqlToken[][] = [[]];
  let depth = 0;
  for (const token of all) {
    if (['(', '['].includes(token.text)) depth += 1;
    if ([')', ']'].includes(token.text)) depth -= 1;
    if (depth === 0 && token.text === ',') pieces.push([]);
    else pieces.at(-1)?.push(token);
  }
  return pieces;
}

function withoutDefault(argument: readonly SqlToken[]): readonly SqlToken[] {
  const at = argument.findIndex(({text}) => ['=', ':', 'default'].includes(text.toLowerCase()));
  return at < 0 ? argument : argument.slice(0, at);
}

const plain = ({kind, text}: SqlToken): string => {
  if (kind === 'space') return ' ';
  return kind === 'word' ? text.toLowerCase() : text;
};
