import {fileURLToPath, pathToFileURL} from 'node:url';

/** The line of a file, from 1, that an error speaks of or comes from: the first that its text names. */
export function lineOf(error: unknown, path: string): number | undefined {
  if (!(error instanceof Error)) return undefined;
  const text = `${error.message}\n${error.stack ?? ''}`;
  for (const name of [path, pathToFileURL(path).href]) {
    for (let from = text.indexOf(name); from !== -1; from = text.indexOf(name, from + 1)) {
      const line = /^(?:\?\w+)?:(\d+)/.exec(text.slice(from + name.length))?.[1];
      if (line !== undefined) return Number(line);
    }
  }
  return undefined;
}

/** A file, and its line where the error tells that: `revisions/x.ts:12`. */
export function placeOf(error: unknown, path: string): string {
  const line = lineOf(error, path);
  return line === undefined ? path : `${path}:${line}`;
}

/** Where an error was thrown, if that is in another of the user's files: ` (helper.ts:3)`, else nothing. */
export function thrownElsewhere(error: unknown, path: string): string {
  if (!(error instanceof Error) || lineOf(error, path) !== undefined) return '';
  const frames = (error.stack ?? '').matchAll(
    /(?<=^|[\s(])(file:\/\/\/[^\s()?]+?|\/[^\s()?:]+)(?:\?\w+)?:(\d+)/g,
  );
  for (const [, file = '', line = ''] of frames) {
    if (file.includes('/node_modules/')) continue;
    return ` (${file.startsWith('file:') ? fileURLToPath(file) : file}:${line})`;
  }
  return '';
}
