import {footerOffers} from '../keys/help.ts';
import {scopesOf} from '../keys/scopes.ts';
import {fitLine, span, type Line} from '../text/spans.ts';
import type {Glyphs} from '../theme/glyphs.ts';
import {fieldLine} from '../dialogs/field-line.ts';
import {topScreen, type State} from '../store/state.ts';

/** The last line of every screen: what just happened, else the keys that matter here. */
export function footerLine(state: State, {ellipsis, cursor}: Glyphs): Line {
  return fitLine(content(state, cursor), state.size.columns, ellipsis);
}

function content(state: State, cursor: string): Line {
  const {toast} = state;
  if (toast !== undefined) return [span(` ${toast.text}`, toast.tone)];
  const top = topScreen(state);
  if (top?.kind !== 'prompt' || top.purpose !== 'search') return keys(state);
  const field = fieldLine(top.field, Math.floor(state.size.columns / 2), {label: ' /', cursor});
  return [...field, span('  '), ...keys(state)];
}

function keys(state: State): Line {
  return footerOffers(state, scopesOf(state)).flatMap(({binding, keys: all}) => [
    span(` ${all.split(' ')[0] ?? ''}`, 'key'),
    span(` ${binding.title} `),
  ]);
}
