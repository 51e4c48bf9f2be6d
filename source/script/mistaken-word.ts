import {nearest} from '../config/nearest.ts';
import {record} from '../operations/recorder.ts';

/** For a call of what is no operation and no word of columns: which one is like it. */
export function mistakenWord(error: unknown): string | undefined {
  if (!(error instanceof TypeError)) return undefined;
  const word = /(\w+) is not a function/.exec(error.message)?.[1];
  const meant = word === undefined ? undefined : nearest(word, words());
  return meant === undefined ? undefined : `did you mean ${meant}?`;
}

/** Everything that can be said with `op` and `t`: what the recorder hands out. */
function words(): readonly string[] {
  const found = new Set<string>();
  record((op) => {
    for (const word of Object.keys(op)) found.add(word);
    op.createTable('words', (t) => {
      const id = t.integer();
      for (const word of Object.keys(t)) found.add(word);
      for (const word of Object.getOwnPropertyNames(Object.getPrototypeOf(id))) found.add(word);
      return {id};
    });
  });
  return [...found];
}
