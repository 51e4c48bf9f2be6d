import {dirname, sep} from 'node:path';

/** So many directories further up are still told by `..`; beyond that a path is clearer in full. */
const furthest = 3;

/**
 * A text with its absolute paths as one would type them in a directory: those in it or in one a little
 * above it, in whatever message they stand.
 */
export function nearPaths(text: string, directory: string): string {
  let told = text;
  let place = directory;
  for (let ups = 0; ups <= furthest; ups++) {
    // What lies right below the root is nobody's project.
    if (dirname(place) === place || dirname(dirname(place)) === dirname(place)) break;
    told = withPrefix(told, `${place}${sep}`, `..${sep}`.repeat(ups));
    place = dirname(place);
  }
  return told;
}

/** Only where the prefix begins a path. */
function withPrefix(text: string, prefix: string, instead: string): string {
  const [first = '', ...rest] = text.split(prefix);
  let told = first;
  for (const part of rest) told += (/[\w.~/\\-]$/.test(told) ? prefix : instead) + part;
  return told;
}
