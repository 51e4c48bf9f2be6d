import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join, resolve} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {AthanorError} from '../../errors.ts';
import {isTypeScript} from '../../config/module/evaluate.ts';
import {quietly} from '../../config/module/quietly.ts';
import type * as TsxCommonJs from 'tsx/cjs/api';
import type * as TsxModule from 'tsx/esm/api';
import type {OrmSettings} from './settings.ts';

/** Imports a file by its path or address. The same file gives the same module each time. */
export type Load = (file: string) => Promise<unknown>;

/** What Node says where its own type stripping does not do and a compiler may. */
const wantsCompiler = new Set([
  'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX',
  'ERR_INVALID_TYPESCRIPT_SYNTAX',
  'ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING',
  'ERR_UNKNOWN_FILE_EXTENSION',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_MODULE_NOT_FOUND',
  'MODULE_NOT_FOUND',
]);

/** The TypeScript loaders that MikroORM knows and that stay once they are imported, in its order. */
const registering: Readonly<Record<string, {readonly esm: string; readonly cjs: string}>> = {
  oxc: {esm: '@oxc-node/core/register', cjs: '@oxc-node/core/register'},
  swc: {esm: '@swc-node/register/esm-register', cjs: '@swc-node/register'},
  jiti: {esm: 'jiti/register', cjs: 'jiti/register'},
  tsimp: {esm: 'tsimp/import', cjs: 'tsimp/import'},
};

/** Loaders are hooks of the whole process: one that was put in place for a package is kept. */
const known = new Map<string, Load>();

/**
 * How the files of the user's project are loaded: its configuration and, through MikroORM, its entities.
 *
 * Node's own type stripping comes first; where the project's `tsconfig.json` speaks of decorators, or a
 * file asks for more than stripping, the project's own loader does it, and without one `tsx`.
 */
export function projectLoader(settings: OrmSettings): Load {
  const kept = known.get(settings.root);
  if (kept !== undefined) return kept;
  let compiled: Promise<Load> | undefined;
  const compile: Load = async (file) => {
    compiled ??= compilingLoader(settings);
    return (await compiled)(file);
  };
  const load: Load = async (file) => {
    const address = addressOf(file);
    if (!isTypeScript(fileURLToPath(address)) || settings.tsLoader === 'native')
      return native(address);
    const decided =
      compiled !== undefined || settings.tsLoader !== undefined || saysDecorators(settings);
    return decided ? compile(address) : nativeFirst(address, compile);
  };
  known.set(settings.root, load);
  return load;
}

async function nativeFirst(address: string, compile: Load): Promise<unknown> {
  try {
    return await native(address);
  } catch (error) {
    if (!mayCompile(error)) throw error;
    return compile(address);
  }
}

const native: Load = (address) => quietly((): Promise<unknown> => import(address));

const addressOf = (file: string): string =>
  file.startsWith('file:') ? file : pathToFileURL(file).href;

function mayCompile(error: unknown): boolean {
  if (error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && wantsCompiler.has(String(error.code));
}

/** With decorators, a copy of the classes by another loader would be a second set of entities. */
function saysDecorators({root, tsConfigPath}: OrmSettings): boolean {
  const path = resolve(root, tsConfigPath ?? 'tsconfig.json');
  return existsSync(path) && /"experimentalDecorators"\s*:\s*true/.test(readFileSync(path, 'utf8'));
}

async function compilingLoader(settings: OrmSettings): Promise<Load> {
  const {tsLoader} = settings;
  if (tsLoader === 'tsx') return tsx(settings);
  const names = tsLoader === undefined || tsLoader === 'auto' ? ['oxc', 'swc'] : [tsLoader];
  for (const name of names) {
    const load = await registered(name, settings);
    if (load !== undefined) return load;
  }
  if (names.length === 1) throw missingLoader(names.join(''), settings);
  return tsx(settings);
}

async function registered(name: string, settings: OrmSettings): Promise<Load | undefined> {
  const module = registering[name]?.[settings.isModule ? 'esm' : 'cjs'];
  const path = module === undefined ? undefined : resolved(module, settings.root);
  if (path === undefined) return undefined;
  process.env['SWC_NODE_PROJECT'] ??= tsconfig(settings);
  process.env['TSIMP_PROJECT'] ??= tsconfig(settings);
  await import(pathToFileURL(path).href);
  if (settings.isModule) return native;
  const require = createRequire(join(settings.root, 'package.json'));
  return (file) => Promise.resolve(require(fileURLToPath(addressOf(file))));
}

/** The project's own `tsx`, else the one that Athanor brings; one namespace, so that no module comes twice. */
async function tsx(settings: OrmSettings): Promise<Load> {
  const form = settings.isModule ? 'esm' : 'cjs';
  const own = resolved(`tsx/${form}/api`, settings.root);
  const namespace = `athanor-${String(known.size)}`;
  // The project's copy has the API of ours: `tsx` has kept it since its version 4.
  if (form === 'cjs') {
    // This half of it has no option for the file, and reads the variable when it is imported.
    const options = tsconfig(settings);
    if (options !== undefined) process.env['TSX_TSCONFIG_PATH'] ??= options;
    const api: typeof TsxCommonJs =
      own === undefined ? await import('tsx/cjs/api') : await import(pathToFileURL(own).href);
    const {require} = api.register({namespace});
    return (file) =>
      Promise.resolve<unknown>(require(fileURLToPath(addressOf(file)), import.meta.url));
  }
  const api: typeof TsxModule =
    own === undefined ? await import('tsx/esm/api') : await import(pathToFileURL(own).href);
  const scoped = api.register({namespace, tsconfig: tsconfig(settings) ?? false});
  return (file): Promise<unknown> => scoped.import(addressOf(file), import.meta.url);
}

function tsconfig({root, tsConfigPath}: OrmSettings): string | undefined {
  if (tsConfigPath !== undefined) return resolve(root, tsConfigPath);
  for (let place = root; ; place = dirname(place)) {
    const path = join(place, 'tsconfig.json');
    if (existsSync(path)) return path;
    if (dirname(place) === place) return undefined;
  }
}

function resolved(module: string, root: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve(module);
  } catch {
    return undefined;
  }
}

function missingLoader(name: string, {root}: OrmSettings): AthanorError {
  return new AthanorError(
    'load_failed',
    `the TypeScript loader ${name} is not installed in ${root}`,
    {
      hint: 'install it, or take "tsLoader" out of "mikro-orm" in package.json and MIKRO_ORM_CLI_TS_LOADER out of the environment',
    },
  );
}
