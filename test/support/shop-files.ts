import {readdirSync, readFileSync, statSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const shop = fileURLToPath(new URL('../../examples/shop', import.meta.url));

/** The files of the example, texts by path, without what was made by trying it. */
export function shopFiles(): Record<string, string> {
  const paths = readdirSync(shop, {recursive: true, encoding: 'utf8'}).filter(
    (path) => !/node_modules|\.db/.test(path) && statSync(join(shop, path)).isFile(),
  );
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(shop, path), 'utf8')]));
}
