import {graphemesOf, textWidth} from '../text/width.ts';
import type {KeyPress} from '../keys/key-press.ts';

/** One line of text that is being written; the cursor stands before the character of its number. */
export interface TextField {
  readonly value: string;
  readonly cursor: number;
}

type Edit = (characters: readonly string[], cursor: number) => TextField;

/** A field that holds this text, with the cursor at its end. */
export function textField(value = ''): TextField {
  return {value, cursor: charactersOf(value).length};
}

/** The field after a key; the same one where the key means nothing to it. */
export function typeKey(field: TextField, press: KeyPress): TextField {
  const edit = edits[press.name];
  if (edit) return edit(charactersOf(field.value), field.cursor);
  return press.text === '' ? field : typeText(field, press.text);
}

/** The field after a text was put in at its cursor, as one line. */
export function typeText({value, cursor}: TextField, text: string): TextField {
  const inserted = charactersOf(text.replaceAll(/[\r\n\t]+/g, ' ').replaceAll(/\p{Control}/gu, ''));
  const characters = charactersOf(value);
  return {
    value: [...characters.slice(0, cursor), ...inserted, ...characters.slice(cursor)].join(''),
    cursor: cursor + inserted.length,
  };
}

/** The part of a field that is shown in so many columns, before and after the cursor, which takes one of them. */
export function shownField(
  {value, cursor}: TextField,
  columns: number,
): {readonly before: string; readonly after: string} {
  const characters = charactersOf(value);
  let first = 0;
  while (textWidth(characters.slice(first, cursor).join('')) > columns - 1) first++;
  return {
    before: characters.slice(first, cursor).join(''),
    after: characters.slice(cursor).join(''),
  };
}

const keep = (characters: readonly string[], cursor: number): TextField => ({
  value: characters.join(''),
  cursor: Math.max(0, Math.min(cursor, characters.length)),
});

const without = (characters: readonly string[], from: number, to: number): TextField =>
  keep([...characters.slice(0, Math.max(0, from)), ...characters.slice(to)], from);

const edits: Readonly<Record<string, Edit>> = {
  left: (characters, cursor) => keep(characters, cursor - 1),
  right: (characters, cursor) => keep(characters, cursor + 1),
  home: (characters) => keep(characters, 0),
  'ctrl+a': (characters) => keep(characters, 0),
  end: (characters) => keep(characters, characters.length),
  'ctrl+e': (characters) => keep(characters, characters.length),
  backspace: (characters, cursor) =>
    cursor === 0 ? keep(characters, 0) : without(characters, cursor - 1, cursor),
  delete: (characters, cursor) => without(characters, cursor, cursor + 1),
  'ctrl+d': (characters, cursor) => without(characters, cursor, cursor + 1),
  'ctrl+u': (characters, cursor) => without(characters, 0, cursor),
  'ctrl+k': (characters, cursor) => without(characters, cursor, characters.length),
  'ctrl+w': (characters, cursor) => without(characters, wordStart(characters, cursor), cursor),
};

function wordStart(characters: readonly string[], cursor: number): number {
  let at = cursor;
  while (at > 0 && characters[at - 1] === ' ') at--;
  while (at > 0 && characters[at - 1] !== ' ') at--;
  return at;
}

function charactersOf(text: string): readonly string[] {
  return Array.from(graphemesOf(text), (character) => character.text);
}
