import {offers, type Offer} from '../keys/help.ts';
import type {State} from '../store/state.ts';
import type {PaletteScreen} from './screens.ts';

/** What the palette lists: commands of which the title or sentence has the letters that were written, best first. */
export function paletteOffers(
  state: State,
  {scopes, field, onlyItem}: Pick<PaletteScreen, 'scopes' | 'field' | 'onlyItem'>,
): readonly Offer[] {
  const sought = field.value.trim().toLowerCase();
  const listed = offers(state, scopes).filter(({binding}) => !onlyItem || binding.item === true);
  if (sought === '') return listed;
  return listed
    .map((offer) => ({offer, score: score(offer, sought)}))
    .filter(({score: points}) => points > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({offer}) => offer);
}

function score({binding}: Offer, sought: string): number {
  const title = binding.title.toLowerCase();
  if (title.startsWith(sought)) return 4;
  if (title.includes(sought)) return 3;
  if (binding.help.toLowerCase().includes(sought)) return 2;
  return isScattered(title, sought) ? 1 : 0;
}

/** Whether the letters come in this order, whatever is between them. */
function isScattered(text: string, letters: string): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
