import {createRequire, registerHooks} from 'node:module';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {AthanorError} from '../../errors.ts';
import {isTypeScript} from '../../config/module/evaluate.ts';
import {quietly} from '../../config/module/quietly.ts';
import type * as TsxCommonJs from 'tsx/cjs/api';
import type * as TsxModule from 'tsx/esm/api';
import type {OrmSettings} from './settings.ts';
import {saysOption, tsconfigOf} from './tsconfig.ts';

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

/** How the files of a project are loaded. */
export interface ProjectLoader {
  readonly load: Load;
  /**
   * Does something that loads files, and does it again if only the later ones showed that they have to be
   * compiled: what they share with the earlier ones would be there twice, entities and MikroORM itself.
   */
  readonly inOneWay: <Result>(perform: () => Promise<Result>) => Promise<Result>;
}

/** Loaders are hooks of the whole process: one that was put in place for a package is kept. */
const known = new Map<string, ProjectLoader>();

/**
 * How the files of the user's project are loaded: its configuration, its MikroORM and, through that, its
 * entities.
 *
 * Node's own type stripping comes first; where the project's `tsconfig.json` speaks of decorators, or a
 * file asks for more than stripping, `tsx` does it, or the loader that the project names or needs.
 */
export function projectLoader(settings: OrmSettings): ProjectLoader {
  const kept = known.get(settings.root);
  if (kept !== undefined) return kept;
  const loader = newLoader(settings);
  known.set(settings.root, loader);
  return loader;
}

function newLoader(settings: OrmSettings): ProjectLoader {
  let compiled: Promise<Load> | undefined;
  let mixed = false;
  let natives = 0;
  const compile: Load = async (address) => {
    mixed ||= natives > 0;
    compiled ??= compilingLoader(settings);
    return (await compiled)(address);
  };
  const load: Load = async (file) => {
    const address = addressOf(file);
    if (compiled !== undefined) return compile(address);
    if (isTypeScript(fileURLToPath(address)) && saysCompiler(settings)) return compile(address);
    try {
      const exports = await native(address);
      natives++;
      return exports;
    } catch (error) {
      if (settings.tsLoader === 'native' || !mayCompile(error, address)) throw error;
      return compile(address);
    }
  };
  return {
    load,
    async inOneWay(perform) {
      natives = 0;
      mixed = false;
      try {
        const result = await perform();
        if (!mixed) return result;
      } catch (error) {
        if (!mixed) throw error;
      }
      return perform();
    },
  };
}

const native: Load = (address) => quietly((): Promise<unknown> => import(address));

const addressOf = (file: string): string =>
  file.startsWith('file:') ? file : pathToFileURL(file).href;

function mayCompile(error: unknown, address: string): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // JavaScript that Node does not take is no better compiled, unless it imports TypeScript.
  if (!isTypeScript(fileURLToPath(address))) return code.includes('TYPESCRIPT');
  return error instanceof SyntaxError || wantsCompiler.has(code);
}

/** Where it is known beforehand, nothing is tried: a failed attempt may have run half of the project. */
function saysCompiler(settings: OrmSettings): boolean {
  const {tsLoader, type} = settings;
  if (tsLoader !== undefined) return tsLoader !== 'native';
  // Node takes TypeScript with `import` for a mistake there.
  return type === 'commonjs' || saysOption(tsconfigOf(settings), 'experimentalDecorators');
}

async function compilingLoader(settings: OrmSettings): Promise<Load> {
  const {tsLoader = 'auto'} = settings;
  if (tsLoader === 'tsx') return tsx(settings);
  for (const name of tsLoader === 'auto' ? emitting(settings) : [tsLoader]) {
    const load = await registered(name, settings);
    if (load !== undefined) return load;
  }
  if (tsLoader !== 'auto') throw missingLoader(tsLoader, settings);
  return tsx(settings);
}

/** Loaders that give decorators the types of what they decorate, where the project counts on that: `tsx` does not. */
const emitting = (settings: OrmSettings): readonly string[] =>
  saysOption(tsconfigOf(settings), 'emitDecoratorMetadata') ? ['oxc', 'swc'] : [];

async function registered(name: string, settings: OrmSettings): Promise<Load | undefined> {
  const isModule = settings.type === 'module';
  const module = registering[name]?.[isModule ? 'esm' : 'cjs'];
  process.env['SWC_NODE_PROJECT'] ??= tsconfigOf(settings);
  process.env['TSIMP_PROJECT'] ??= tsconfigOf(settings);
  if (module === undefined || !(await isImported(module, settings.root))) return undefined;
  if (isModule) return native;
  const require = createRequire(join(settings.root, 'package.json'));
  return (file) => Promise.resolve(require(fileURLToPath(addressOf(file))));
}

/** Imports a module as a file of the project's would; false when it is not installed. */
async function isImported(module: string, root: string): Promise<boolean> {
  const parentURL = pathToFileURL(join(root, 'package.json')).href;
  // Some loaders can only be imported, and `require.resolve` does not see those.
  const hooks = registerHooks({
    resolve: (asked, context, next) =>
      next(asked, asked === module ? {...context, parentURL} : context),
  });
  try {
    await import(module);
    return true;
  } catch (error) {
    if (isAbsent(error, module)) return false;
    throw error;
  } finally {
    hooks.deregister();
  }
}

function isAbsent(error: unknown, module: string): boolean {
  if (!(error instanceof Error && 'code' in error)) return false;
  const name = module.split('/', module.startsWith('@') ? 2 : 1).join('/');
  const codes = ['ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];
  return codes.includes(String(error.code)) && error.message.includes(name);
}

/** The project's own `tsx`, else the one that Athanor brings; one namespace, so that no module comes twice. */
async function tsx(settings: OrmSettings): Promise<Load> {
  const form = settings.type === 'module' ? 'esm' : 'cjs';
  const own = resolved(`tsx/${form}/api`, settings.root);
  const namespace = `athanor-${String(known.size)}`;
  // The project's copy has the API of ours: `tsx` has kept it since its version 4.
  if (form === 'cjs') {
    // This half of it has no option for the file, and reads the variable when it is imported.
    const options = tsconfigOf(settings);
    if (options !== undefined) process.env['TSX_TSCONFIG_PATH'] ??= options;
    const api: typeof TsxCommonJs =
      own === undefined ? await import('tsx/cjs/api') : await import(pathToFileURL(own).href);
    const {require} = api.register({namespace});
    return (file) =>
      Promise.resolve<unknown>(require(fileURLToPath(addressOf(file)), import.meta.url));
  }
  const api: typeof TsxModule =
    own === undefined ? await import('tsx/esm/api') : await import(pathToFileURL(own).href);
  const scoped = api.register({namespace, tsconfig: tsconfigOf(settings) ?? false});
  return (file): Promise<unknown> => scoped.import(addressOf(file), import.meta.url);
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
