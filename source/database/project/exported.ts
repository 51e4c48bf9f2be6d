import type {FoundOrmConfig} from './find.ts';
import {projectLoadFailed} from './load-failed.ts';
import type {Load} from './loader.ts';

/**
 * What a MikroORM configuration exports, not yet looked at. Throws `load_failed` with what the file threw
 * as cause.
 */
export async function exportedBy({path}: FoundOrmConfig, load: Load): Promise<unknown> {
  try {
    const exports = await load(path);
    return await innerDefault(await innerDefault(exports));
  } catch (error) {
    throw projectLoadFailed(path, error);
  }
}

/** CommonJS arrives with its exports under `default`, and theirs under `default` again. */
function innerDefault(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'default' in value ? value.default : value;
}
