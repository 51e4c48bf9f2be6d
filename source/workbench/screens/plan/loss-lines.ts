import type {Loss} from '../../../analysis/losses.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';

/** What would be lost, the sum of several first: `15 in all: orders (12 rows), orders.note (3 values)`. */
export function lossesText(losses: readonly Loss[]): string {
  const each = losses.map((loss) => `${loss.object} (${extent(loss)})`).join(', ');
  if (losses.length < 2) return each;
  const total = totalLoss(losses);
  return `${total === undefined ? 'what cannot all be counted' : `${total} in all`}: ${each}`;
}

/** What would be lost, a line each. */
export function lossLines(losses: readonly Loss[]): readonly Line[] {
  return losses.map((loss) => [
    span(`! ${extent(loss)}`.padEnd(14), 'danger'),
    span(` ${visible(loss.message)}`),
  ]);
}

/** How much would be lost in all; `undefined` when some of it cannot be counted. */
export function totalLoss(losses: readonly Loss[]): number | undefined {
  let total = 0;
  for (const {count} of losses) {
    if (count === undefined) return undefined;
    total += count;
  }
  return total;
}

function extent({kind, count}: Loss): string {
  const noun = kind === 'drop-table' || kind === 'delete-rows' ? 'row' : 'value';
  if (count === undefined) return `unknown ${noun}s`;
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
