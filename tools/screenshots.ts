/** `npm run screenshots`: draws screenshots/ from real screens of the workbench, each with its text beside it. */
import {mkdirSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {png} from '../test/support/picture.ts';
import {drawScenes} from '../test/support/scenes.ts';

const directory = fileURLToPath(new URL('../screenshots', import.meta.url));

mkdirSync(directory, {recursive: true});
const gone = new Set(readdirSync(directory).filter((name) => /\.(?:png|txt)$/.test(name)));
for await (const {name, text, svg} of drawScenes()) {
  const files = [`${name}.png`, `${name}.txt`] as const;
  writeFileSync(join(directory, files[0]), png(svg));
  writeFileSync(join(directory, files[1]), text);
  for (const file of files) gone.delete(file);
  console.log(files[0]);
}
for (const name of gone) rmSync(join(directory, name));
