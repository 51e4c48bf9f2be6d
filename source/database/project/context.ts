import {AthanorError} from '../../errors.ts';
import {projectLoadFailed} from './load-failed.ts';

/** The options of MikroORM as a plain object, not yet looked at. */
export type OrmOptions = Readonly<Record<string, unknown>>;

/**
 * The options that a configuration file gives for a context: its default export may be an object, a
 * promise, an array of objects and functions, or a function of the context's name, as MikroORM has it.
 *
 * Throws `bad_config`, and `load_failed` for a function that fails.
 */
export async function optionsFor(
  exported: unknown,
  contextName: string,
  path: string,
): Promise<OrmOptions> {
  const candidates: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  const objects = candidates.filter(
    (candidate) => isOptions(candidate) && isFor(candidate, contextName),
  );
  const [only, second] = objects;
  if (second !== undefined) throw wrong(`has more than one configuration for ${contextName}`, path);
  if (isOptions(only)) return only;
  for (const candidate of candidates) {
    const made = isFactory(candidate) ? await madeBy(candidate, contextName, path) : undefined;
    if (isOptions(made) && (made['contextName'] ?? contextName) === contextName) return made;
  }
  throw wrong(`gives no configuration for ${contextName}`, path);
}

async function madeBy(
  factory: (contextName: string) => unknown,
  contextName: string,
  path: string,
): Promise<unknown> {
  try {
    return await factory(contextName);
  } catch (error) {
    throw projectLoadFailed(path, error);
  }
}

const isOptions = (value: unknown): value is OrmOptions =>
  typeof value === 'object' && value !== null;

const isFactory = (value: unknown): value is (contextName: string) => unknown =>
  typeof value === 'function';

const isFor = (options: OrmOptions, contextName: string): boolean =>
  'contextName' in options ? options['contextName'] === contextName : contextName === 'default';

const wrong = (what: string, path: string): AthanorError =>
  new AthanorError('bad_config', `${path} ${what}`, {
    hint: 'its default export is an object of options, an array of them, or a function of the context name; "contextName" of an environment in athanor.config.ts chooses one',
  });
