import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';
import {drawScenes} from '../../support/scenes.ts';

const directory = fileURLToPath(new URL('../../../screenshots/', import.meta.url));

test(
  'the pictures show what the workbench shows: npm run screenshots',
  {timeout: 180_000},
  async () => {
    const committed = readdirSync(directory).filter((name) => name.endsWith('.txt'));
    const drawn: string[] = [];
    for await (const {name, text} of drawScenes()) {
      expect.soft(text, name).toBe(readFileSync(`${directory}${name}.txt`, 'utf8'));
      drawn.push(`${name}.txt`);
    }
    expect(drawn.toSorted()).toEqual(committed.toSorted());
  },
);
