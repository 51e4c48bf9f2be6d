import {readFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {pathToFileURL} from 'node:url';
import {AthanorError} from '../../errors.ts';
import {isTypeScript, prepare, type Exports} from './evaluate.ts';
import {lineOf, placeOf, thrownElsewhere} from './line-of.ts';
import {nearestTsconfig} from './nearest-tsconfig.ts';
import {quietly} from './quietly.ts';

/** What Node says where its own type stripping is not enough and a compiler may be. */
const wantsCompiler = new Set([
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'MODULE_NOT_FOUND',
]);

/**
 * The exports of a file of the user's, as it stands now: TypeScript or JavaScript, ES module or
 * CommonJS, whatever its package declares. Throws `load_failed` with what the file threw as cause.
 */
export async function loadModule(path: string): Promise<Exports> {
  try {
    const prepared = await quietly(() => prepare(readFileSync(path, 'utf8'), path));
    return prepared === undefined ? await importModule(path) : prepared.evaluate();
  } catch (error) {
    throw loadFailed(path, error);
  }
}

/** The exports of a file by way of the module loader, for files that import others. */
export async function importModule(path: string): Promise<Exports> {
  // The loader keeps what it loaded under its address; another address gives the file as it is now.
  const address = `${pathToFileURL(path).href}?${process.hrtime.bigint().toString(36)}`;
  try {
    return unwrapped(await quietly(() => import(address)));
  } catch (error) {
    if (!isTypeScript(path) || !mayCompile(error)) throw error;
    const {tsImport} = await import('tsx/esm/api');
    // Else it takes the tsconfig of where the command was typed.
    const tsconfig: string | false = nearestTsconfig(dirname(path)) ?? false;
    const options = {parentURL: import.meta.url, tsconfig};
    return unwrapped(await tsImport(pathToFileURL(path).href, options));
  }
}

/** The error for a file that could not be loaded: the file, its line where that can be told, and why. */
export function loadFailed(
  path: string,
  error: unknown,
  hint = 'mend the file and run the command again',
): AthanorError {
  if (error instanceof AthanorError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const said = `${reason}${thrownElsewhere(error, path)}`;
  return new AthanorError('load_failed', `${placeOf(error, path)} cannot be loaded: ${said}`, {
    hint,
    details: {file: path, line: lineOf(error, path) ?? null},
    cause: error,
  });
}

function mayCompile(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && wantsCompiler.has(String(error.code));
}

/** CommonJS arrives with its exports under `default`. */
function unwrapped(loaded: Exports): Exports {
  const inner = loaded['default'];
  const isCommonJs = typeof inner === 'object' && inner !== null && '__esModule' in inner;
  return isCommonJs ? {...inner} : loaded;
}
