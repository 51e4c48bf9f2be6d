/** An editor that takes its keys raw, one by one, and writes them into the file it was given until it gets a dot. */
import {writeFileSync} from 'node:fs';

const file = process.argv.at(-1);
let keys = '';
process.stdin.setRawMode(true);
process.stdout.write('raw editor');
process.stdin.on('data', (chunk) => {
  keys += String(chunk);
  process.stdout.write('.');
  if (!keys.includes('.')) return;
  writeFileSync(file, keys);
  process.stdin.setRawMode(false);
  process.exit(0);
});
