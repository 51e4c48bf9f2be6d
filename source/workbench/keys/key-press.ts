import type {Key} from 'ink';

/** One key as the bindings name it: `j`, `J`, `enter`, `ctrl+d`, `shift+tab`. */
export interface KeyPress {
  readonly name: string;
  /** What it would write into a line of text; empty for keys that write nothing. */
  readonly text: string;
  /** When it came, in milliseconds of whatever clock is used. */
  readonly at: number;
}

const named: readonly (readonly [keyof Key, string])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'esc'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** Names what Ink read. */
export function keyPress(input: string, key: Key, at: number): KeyPress {
  const special = named.find(([flag]) => key[flag] === true)?.[1];
  if (special !== undefined) return {name: modified(special, key), text: '', at};
  if (input === ' ' && !key.ctrl && !key.meta) return {name: 'space', text: ' ', at};
  const isText = !key.ctrl && !key.meta && /^\P{Control}+$/u.test(input);
  return {name: modified(input, {...key, shift: false}), text: isText ? input : '', at};
}

function modified(name: string, {ctrl, meta, shift}: Pick<Key, 'ctrl' | 'meta' | 'shift'>): string {
  // Ink calls the escape key in its unambiguous form unmodified, and Alt+escape is escape to a person.
  if (name === 'esc') return name;
  return `${ctrl ? 'ctrl+' : ''}${meta ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`;
}

/** Whether a binding can name this key: a character as it is typed, a key with a name, or either with Ctrl or Alt. */
export function isKeyName(name: string): boolean {
  const bare = name.replace(/^(?:ctrl\+)?(?:alt\+)?(?:shift\+(?=\p{L}{2}))?/u, '');
  return (
    /^[^\s\p{Control}]$/u.test(bare) ||
    bare === 'space' ||
    named.some(([, known]) => known === bare)
  );
}

/** How a key is written for a person. */
export function keyLabel(name: string): string {
  return labels[name] ?? name.replace('ctrl+', '^').replace('shift+', 'S-');
}

const labels: Readonly<Record<string, string>> = {
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  home: 'Home',
  end: 'End',
};
