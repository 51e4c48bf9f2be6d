import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

/** Room by room, what the table of the document says it may import. */
function documented(): Map<string, string> {
  const rows = read('docs/architecture.md').matchAll(/^\| (\w+) +\| [^|]+ \| ([\w, ]+?) +\|$/gm);
  return new Map(
    [...rows]
      .filter(([, room]) => room !== 'room')
      .map(([, room = '', others = '']) => [room, others === 'nothing' ? '' : others]),
  );
}

/** Room by room, what the rules of the dependency checker allow. */
function checked(): Map<string, string> {
  const list = /const rooms = \{(.+?)\n\};/s.exec(read('.dependency-cruiser.mjs'))?.[1] ?? '';
  const rooms = list.matchAll(/(\w+): \[([^\]]*)\]/g);
  return new Map(
    [...rooms].map(([, room = '', others = '']) => [
      room,
      [...others.matchAll(/'(\w+)'/g)].map(([, name]) => name).join(', '),
    ]),
  );
}

test('the table of rooms in the document is what the dependency checker holds', () => {
  expect(documented()).toEqual(checked());
  expect(checked().size).toBe(13);
});
