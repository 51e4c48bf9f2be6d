import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** The `tsconfig.json` that holds for a directory: the nearest one upwards, or `undefined`. */
export function nearestTsconfig(directory: string): string | undefined {
  for (let place = directory; ; place = dirname(place)) {
    const path = join(place, 'tsconfig.json');
    if (existsSync(path)) return path;
    if (dirname(place) === place) return undefined;
  }
}
