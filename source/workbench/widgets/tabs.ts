import {span, type Line} from '../text/spans.ts';
import type {Glyphs} from '../theme/glyphs.ts';
import type {Tone} from '../theme/tones.ts';

/** Words side by side of which one is chosen; without colours the chosen one stands in brackets. */
export function tabsLine(titles: readonly string[], chosen: number, {separator}: Glyphs): Line {
  return titles.flatMap((title, at) => {
    const isChosen = at === chosen;
    const tone: Tone = isChosen ? 'strong' : 'dim';
    return [
      ...(at === 0 ? [] : [span(separator, 'dim')]),
      span(isChosen ? `[${title}]` : ` ${title} `, tone),
    ];
  });
}
