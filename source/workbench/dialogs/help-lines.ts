import {offers, type Offer} from '../keys/help.ts';
import type {Scope} from '../keys/bindings.ts';
import type {State} from '../store/state.ts';
import {wrapWords} from '../text/cut.ts';
import {span, type Line} from '../text/spans.ts';
import {dialogRoom} from './dialog-room.ts';

/** What a scope is called in the help. */
export const scopeTitles: Readonly<Record<Scope, string>> = {
  everywhere: 'Everywhere',
  terminal: 'Terminal',
  list: 'Moving',
  panes: 'Panes',
  scroll: 'Scrolling',
  plan: 'This plan',
  confirm: 'Question',
  card: 'Screen that is too small',
  failure: 'What now',
  merge: 'This merge',
  compare: 'This comparison',
  review: 'This revision',
  root: 'Here',
  travel: 'Along the history',
  screen: 'This screen',
  help: 'Help',
  palette: 'Commands',
  prompt: 'Text',
};

/** The keys of these scopes with what they do; what cannot be done now says why. */
export function helpLines(state: State, scopes: readonly Scope[]): readonly Line[] {
  const columns = dialogRoom(state).width - 2;
  return scopes.flatMap((scope, at) => {
    const rows = offers(state, [scope]).filter(({keys}) => keys !== '');
    if (rows.length === 0) return [];
    return [
      ...(at === 0 ? [] : [[]]),
      [span(scopeTitles[scope], 'title')],
      ...rows.flatMap((row) => helpRow(row, columns)),
    ];
  });
}

const keyColumns = 16;

function helpRow({keys, binding, reason}: Offer, columns: number): readonly Line[] {
  const sentence = reason === undefined ? binding.help : `${binding.help}: not now, ${reason}`;
  return wrapWords(sentence, columns - keyColumns).map((text, at) => [
    span((at === 0 ? `  ${keys}` : '').padEnd(keyColumns), reason === undefined ? 'key' : 'dim'),
    span(text, reason === undefined ? 'plain' : 'dim'),
  ]);
}
