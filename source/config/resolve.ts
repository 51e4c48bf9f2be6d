import {dirname, resolve} from 'node:path';
import {AthanorError} from '../errors.ts';
import type {Config, ResolvedConfig, ResolvedEnvironment} from './config.ts';
import {nearest} from './nearest.ts';

/** Fills in every default and makes every path absolute. Throws `bad_config` for an unknown environment. */
export function resolveConfig(config: Config, file: string, environment?: string): ResolvedConfig {
  const directory = dirname(file);
  const revisions = config.revisions ?? 'revisions';
  const directories = typeof revisions === 'string' ? [revisions] : revisions;
  return {
    file,
    directory,
    mikroOrm: config.mikroOrm === undefined ? undefined : resolve(directory, config.mikroOrm),
    revisions: [...new Set(directories.map((path) => resolve(directory, path)))],
    dialects: config.dialects,
    target: {sqlite: '3.35', postgresql: '14', ...config.target},
    versionTable: config.versionTable ?? 'athanor_version',
    versionSchema: config.versionSchema ?? 'public',
    transaction: config.transaction ?? 'revision',
    environment: chosen(config, environment),
    keys: config.keys ?? {},
  };
}

function chosen(config: Config, asked: string | undefined): ResolvedEnvironment {
  const environments = config.environments ?? {};
  const names = Object.keys(environments);
  const name = asked ?? config.environment ?? onlyOne(names);
  if (!names.includes(name) && !(name === 'default' && names.length === 0)) {
    throw unknownEnvironment(name, names);
  }
  const usual = {contextName: undefined, urlVariable: undefined, protected: false, readOnly: false};
  return {...usual, ...environments[name], name};
}

function onlyOne(names: readonly string[]): string {
  const [first, second] = names;
  return first !== undefined && second === undefined ? first : 'default';
}

function unknownEnvironment(name: string, known: readonly string[]): AthanorError {
  const listed = known.join(', ');
  const meant = nearest(name, known);
  const choose =
    known.length === 0
      ? 'the configuration declares no environments: leave out -n and ATHANOR_ENVIRONMENT'
      : `choose one with -n or ATHANOR_ENVIRONMENT: ${listed}`;
  return new AthanorError('bad_config', `there is no environment ${JSON.stringify(name)}`, {
    hint: meant === undefined ? choose : `did you mean ${meant}? There are: ${listed}`,
    details: {environment: name, environments: known},
  });
}
