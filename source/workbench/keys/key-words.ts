import {span, type Span} from '../text/spans.ts';
import {keysOf} from './binding.ts';
import type {ActionName} from './bindings.ts';
import {keyLabel} from './key-press.ts';
import type {KeyTable} from './key-table.ts';

/** The first key of an action as it is written for a person; `:title` where only the palette leads there. */
export function keyFor(table: KeyTable, action: ActionName): string {
  const binding = [...table.values()].flat().find((one) => one.action === action);
  const [first] = binding === undefined ? [] : keysOf(binding);
  return first === undefined ? `:${binding?.title ?? action}` : keyLabel(first);
}

/** The key of an action, as a piece of a line. */
export function keySpan(table: KeyTable, action: ActionName): Span {
  return span(keyFor(table, action), 'key');
}
