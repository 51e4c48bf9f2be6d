import {loadConfig} from '../config/load.ts';
import type {ResolvedConfig} from '../config/config.ts';
import {findOrmConfig} from '../database/project/find.ts';
import {openDatabase, tooOld} from '../database/open.ts';
import {AthanorError, asAthanorError} from '../errors.ts';
import {ownQueries} from '../runtime/own-queries.ts';
import {refuseOtherTables, tableExists} from '../runtime/own-tables.ts';
import type {Database, Session} from '../runtime/session.ts';
import {versionTables, type VersionTables} from '../runtime/version-tables.ts';
import {openProject, type OpenOptions} from './open-project.ts';
import type {Project} from './project.ts';
import {missingSkipTables, readOptions} from './skip-tables.ts';
import {problemsOf} from './problems.ts';
import {standing} from './standing.ts';

/** What is looked at, in this order. */
type CheckName =
  | 'configuration'
  | 'revision files'
  | 'MikroORM'
  | 'history'
  | 'entities'
  | 'skipTables'
  | 'database'
  | 'version table'
  | 'lock';

/** One thing that was looked at. */
export interface Check {
  readonly name: CheckName;
  /** `skipped`: something before it is wrong, without which it cannot be looked at. */
  readonly state: 'good' | 'bad' | 'skipped';
  readonly message: string;
  /** What mends it, where it is bad: a command, or what to write where. */
  readonly hint: string | null;
}

/** What `doctor` answers with. */
export interface Diagnosis {
  readonly checks: readonly Check[];
  readonly isWell: boolean;
}

/**
 * Looks at everything that a run needs, one after the other, and goes on behind what is wrong as far as that is
 * possible. Changes nothing and makes no file; revision files and entities are loaded. Throws only defects.
 */
export async function doctor(options: OpenOptions): Promise<Diagnosis> {
  await using look = new Look();
  const config = await look.at('configuration', [], async () => {
    const loaded = await loadConfig(options);
    return [loaded, `${loaded.file ?? 'given'}, environment ${loaded.environment.name}`];
  });
  const project = await look.at('revision files', [config], () => files(options));
  const database = await look.at('MikroORM', [config], ([found]) => driver(found, options));
  await look.at('history', [project, database], history);
  await look.at('entities', [project, database], async ([from]) => {
    const {tables} = await from.model();
    return [true, counted(tables.length, 'table')];
  });
  await look.at('skipTables', [config, database], ([found, {dialect}]) =>
    skipTables(found, versionTables(found, dialect), options),
  );
  const session = await look.at('database', [config, database], reached);
  await look.at('version table', [project, session], rows);
  await look.at('lock', [session], async ([open]) => {
    const holder = await open.lockHolder();
    return [true, holder === undefined ? 'free' : `held by ${holder.description}`];
  });
  return {checks: look.checks, isWell: look.checks.every(({state}) => state === 'good')};
}

type Answer<Value> = Promise<readonly [value: Value, message: string]>;
type Known<Values extends readonly unknown[]> = {
  readonly [At in keyof Values]: Exclude<Values[At], undefined>;
};

/** Notes how each look went, and closes what was opened for it. */
class Look implements AsyncDisposable {
  readonly checks: Check[] = [];
  readonly #opened: AsyncDisposable[] = [];

  /** Looks, unless something that it needs is not there; the value, where all is well. */
  async at<const Values extends readonly unknown[], Value extends true | object>(
    name: CheckName,
    needed: Values,
    perform: (values: Known<Values>) => Answer<Value>,
  ): Promise<Value | undefined> {
    if (!areKnown(needed)) {
      this.#note(name, 'skipped', 'not looked at');
      return undefined;
    }
    try {
      const [value, message] = await perform(needed);
      if (isDisposable(value)) this.#opened.push(value);
      this.#note(name, 'good', message);
      return value;
    } catch (thrown) {
      const {code, message, hint} = asAthanorError(thrown);
      if (code === 'unexpected') throw thrown;
      this.#note(name, 'bad', message, hint);
      return undefined;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const each of this.#opened.toReversed()) await each[Symbol.asyncDispose]();
  }

  #note(name: CheckName, state: Check['state'], message: string, hint?: string): void {
    this.checks.push({name, state, message, hint: hint ?? null});
  }
}

const areKnown = <Values extends readonly unknown[]>(
  values: Values,
): values is Values & Known<Values> => !values.includes(undefined);

const isDisposable = (value: true | object): value is AsyncDisposable =>
  value !== true && Symbol.asyncDispose in value;

async function driver(config: ResolvedConfig, {orm}: OpenOptions): Answer<Database> {
  const database = await openDatabase(config, orm);
  const from =
    orm === undefined
      ? findOrmConfig(config.directory, config.mikroOrm).path
      : 'the instance that was given';
  return [database, `${database.dialect}, from ${from}`];
}

const counted = (count: number, what: string): string =>
  `${count} ${what}${count === 1 ? '' : 's'}`;

async function files(options: OpenOptions): Answer<Project> {
  const project = await openProject(options);
  const {size, heads} = project.graph;
  return [project, `${counted(size, 'revision')}, ${counted(heads.length, 'head')}`];
}

async function history([project, {dialect}]: readonly [Project, Database]): Answer<true> {
  const {graph} = project;
  const {tables} = await project.schemaAt([...graph.heads], dialect);
  return [
    true,
    `every revision can be loaded, and together they make ${counted(tables.length, 'table')}`,
  ];
}

async function skipTables(
  config: ResolvedConfig,
  {tables}: VersionTables,
  {orm}: OpenOptions,
): Answer<true> {
  const good = `MikroORM's schema generator leaves ${tables.join(' and ')} alone`;
  if (orm !== undefined) return [true, 'not known of an instance that was given'];
  const found = findOrmConfig(config.directory, config.mikroOrm);
  const read = await readOptions(found);
  if (read.kind === 'unread') throw new AthanorError('load_failed', read.reason);
  const missing = missingSkipTables(read.options, tables);
  if (missing === undefined) return [true, good];
  throw new AthanorError(
    'bad_config',
    `MikroORM's schema generator would drop ${tables.join(' and ')}`,
    {
      hint: `write ${missing.snippet} into ${missing.within === 'options' ? 'the options' : 'schemaGenerator'} in ${found.path}`,
    },
  );
}

async function reached([config, database]: readonly [ResolvedConfig, Database]): Answer<Session> {
  const session = await database.open('read');
  const old = tooOld(session, config.target[session.dialect]);
  if (old === undefined) return [session, `${database.label}, version ${session.serverVersion}`];
  await session[Symbol.asyncDispose]();
  throw old;
}

async function rows([project, session]: readonly [Project, Session]): Answer<true> {
  const {config, graph} = project;
  const tables = versionTables(config, session.dialect);
  const own = ownQueries(session);
  await refuseOtherTables(own, tables);
  if (!(await tableExists(own, tables.schema, tables.version))) {
    return [true, `${tables.version} is not there yet: the first run makes it`];
  }
  const stands = await standing(project);
  const [problem] = problemsOf(graph, stands);
  if (problem === undefined) {
    const {rows: found, pending} = stands;
    return [true, `stands at ${found.join(', ') || 'base'}, ${pending.length} pending`];
  }
  throw new AthanorError(problem.code, problem.message, {hint: problem.hint});
}
