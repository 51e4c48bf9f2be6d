import {visible} from './visible.ts';

/** A path as it is shown: from the project's directory on where it lies there, whole elsewhere. */
export function shownPath(directory: string, path: string): string {
  const rest = path.startsWith(directory) ? path.slice(directory.length) : '';
  return visible(/^[\\/]/.test(rest) ? rest.slice(1) : path);
}
