import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, resolve} from 'node:path';
import {nearestTsconfig} from '../../config/module/nearest-tsconfig.ts';
import type {OrmSettings} from './settings.ts';

/** The `tsconfig.json` of a project: the one that is named, or the nearest one upwards. */
export const tsconfigOf = ({root, tsConfigPath}: OrmSettings): string | undefined =>
  tsConfigPath === undefined ? nearestTsconfig(root) : resolve(root, tsConfigPath);

/** Whether a `tsconfig.json`, or one that it extends, switches an option on. */
export function saysOption(
  path: string | undefined,
  option: 'experimentalDecorators' | 'emitDecoratorMetadata',
): boolean {
  for (const text of texts(path, 0)) {
    // The file may hold comments and trailing commas, so it is not JSON.
    const said = new RegExp(`^[^/\n]*"${option}"\\s*:\\s*(true|false)`, 'm').exec(text)?.[1];
    if (said !== undefined) return said === 'true';
  }
  return false;
}

/** The nearest first. */
function* texts(path: string | undefined, depth: number): Generator<string> {
  if (path === undefined || depth > 8 || !existsSync(path)) return;
  const text = readFileSync(path, 'utf8');
  yield text;
  const named = /"extends"\s*:\s*("[^"]*"|\[[^\]]*\])/.exec(text)?.[1] ?? '';
  for (const [, name = ''] of [...named.matchAll(/"([^"]*)"/g)].toReversed()) {
    yield* texts(extended(name, path), depth + 1);
  }
}

function extended(name: string, from: string): string | undefined {
  const file = name.endsWith('.json') ? name : `${name}.json`;
  if (/^[./\\]|^\w:/.test(name)) return resolve(dirname(from), file);
  const require = createRequire(from);
  return [name, file, `${name}/tsconfig.json`]
    .map((candidate) => resolvedBy(require, candidate))
    .find((path) => path?.endsWith('.json'));
}

function resolvedBy(require: NodeJS.Require, name: string): string | undefined {
  try {
    return require.resolve(name);
  } catch {
    return undefined;
  }
}
