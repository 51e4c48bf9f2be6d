import {resolve} from 'node:path';
import {AthanorError} from '../errors.ts';
import type {Config, ResolvedConfig, ResolvedEnvironment} from './config.ts';
import {nearest} from './nearest.ts';

/** Where a configuration was found, and what was asked for beside it. */
export interface Found {
  readonly file: string | undefined;
  readonly directory: string;
  readonly environment?: string | undefined;
  readonly isAmongOthers: boolean;
  /** The name of an environment whose database is meant, or the address of one. */
  readonly database?: string | undefined;
}

/**
 * Fills in every default and makes every path absolute; what the chosen environment says goes before what
 * holds for all. Throws `bad_config` for an unknown environment.
 */
export function resolveConfig(config: Config, found: Found): ResolvedConfig {
  const name = chosenName(config, found.environment);
  const own = config.environments?.[name];
  const history = {...usual, ...defined(config), ...defined(own ?? {})};
  const {revisions, mikroOrm, template, fileTemplate, recursive} = history;
  if (fileTemplate.includes('/') && !recursive) throw notRecursive(fileTemplate);
  const absolute = (path: string) => resolve(found.directory, path);
  return {
    file: found.file,
    directory: found.directory,
    mikroOrm: mikroOrm && absolute(mikroOrm),
    revisions: [...new Set([revisions].flat().map(absolute))],
    recursive,
    fileTemplate,
    slugLength: history.slugLength,
    timezone: history.timezone,
    template: template && absolute(template),
    postWrite: history.postWrite,
    dialects: history.dialects,
    target: {...usual.target, ...history.target},
    versionTable: history.versionTable,
    versionSchema: history.versionSchema,
    transaction: history.transaction,
    hooks: {...config.hooks, ...own?.hooks},
    environment: {
      ...databaseOf(config, name, found.database),
      isAlone: !found.isAmongOthers,
    },
    environments: namesOf(config),
    databases: databasesOf(config, name),
    keys: config.keys ?? {},
  };
}

/** What holds where nothing is said. */
type Usual = Pick<
  ResolvedConfig,
  | 'mikroOrm'
  | 'recursive'
  | 'fileTemplate'
  | 'slugLength'
  | 'timezone'
  | 'template'
  | 'postWrite'
  | 'dialects'
  | 'versionTable'
  | 'versionSchema'
  | 'transaction'
  | 'target'
> & {readonly revisions: string | readonly string[]};

const usual: Usual = {
  mikroOrm: undefined,
  revisions: 'revisions',
  recursive: false,
  fileTemplate: '{rev}_{slug}',
  slugLength: 40,
  timezone: 'UTC',
  template: undefined,
  postWrite: [],
  dialects: undefined,
  target: {sqlite: '3.35', postgresql: '14'},
  versionTable: 'athanor_version',
  versionSchema: 'public',
  transaction: 'revision',
};

/** What is said, without what is there and `undefined`. */
function defined<Said extends object>(said: Said): Said {
  const kept = {...said};
  for (const key of Object.keys(kept)) {
    if (Reflect.get(kept, key) === undefined) Reflect.deleteProperty(kept, key);
  }
  return kept;
}

const namesOf = ({environments = {}}: Config): readonly string[] => Object.keys(environments);

function databasesOf({environments = {}}: Config, chosen: string): readonly string[] {
  const names = Object.entries(environments).map(([name, {database = name}]) => database);
  return [...new Set(names.length === 0 ? [chosen] : names)];
}

function chosenName(config: Config, asked: string | undefined): string {
  const names = namesOf(config);
  const name = asked ?? config.environment ?? onlyOne(names);
  if (!names.includes(name) && !(name === 'default' && names.length === 0)) {
    throw unknownEnvironment(name, names);
  }
  return name;
}

/** The database of the environment, or the one that was asked for instead; both protect what they protect. */
function databaseOf(config: Config, name: string, asked: string | undefined): ResolvedEnvironment {
  const own = environmentOf(config, name);
  if (asked === undefined) return own;
  if (isAddress(asked)) return {...own, url: asked, urlVariable: undefined};
  const names = namesOf(config);
  if (!names.includes(asked)) throw unknownDatabase(asked, names);
  return environmentOf(config, asked);
}

function environmentOf({environments = {}}: Config, name: string): ResolvedEnvironment {
  const {database, contextName, urlVariable, ...said} = environments[name] ?? {};
  return {
    name,
    database: database ?? name,
    isOneOfSeveral: database !== undefined,
    contextName,
    urlVariable,
    isAlone: true,
    url: undefined,
    protected: said.protected ?? false,
    readOnly: said.readOnly ?? false,
  };
}

const isAddress = (text: string): boolean => /^\w+:/.test(text);

function unknownDatabase(name: string, known: readonly string[]): AthanorError {
  const meant = nearest(name, known);
  const listed = known.length === 0 ? 'none is declared' : `there are ${known.join(', ')}`;
  return new AthanorError('bad_config', `there is no database ${JSON.stringify(name)}`, {
    hint:
      meant === undefined
        ? `--database takes the name of an environment (${listed}) or an address such as sqlite:shop.db or postgresql://localhost/shop`
        : `did you mean ${meant}? Of environments ${listed}`,
    details: {database: name, environments: known},
  });
}

function notRecursive(fileTemplate: string): AthanorError {
  return new AthanorError(
    'bad_config',
    `fileTemplate ${JSON.stringify(fileTemplate)} puts files into directories below, and those are not read`,
    {hint: 'say recursive: true'},
  );
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
