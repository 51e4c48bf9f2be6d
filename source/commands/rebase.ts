import {readFileSync} from 'node:fs';
import {loadConfig, type ConfigOptions} from '../config/load.ts';
import {AthanorError, asAthanorError} from '../errors.ts';
import {reparent} from '../graph/reparent.ts';
import type {RevisionId} from '../graph/revision.ts';
import {putBack, replaceFiles, type Replacement} from '../script/replace-files.ts';
import {withDownRevisions} from '../script/rewrite-parents.ts';
import type {Project} from './project.ts';
import {standing} from './standing.ts';

export interface RebaseInput {
  /** A revision, which what stands on it comes along with; or `START:END`, a line that is taken out alone. */
  readonly moving: string;
  /** The new parents, as targets; `base` for none. */
  readonly onto: readonly string[];
  /** Environments that cannot be asked, and of which it is known that none of these revisions is applied there. */
  readonly unreachable?: readonly string[] | undefined;
  /** Only say what would change. */
  readonly plan?: boolean | undefined;
}

/** What a rebase changes, or has changed. */
export interface Rebased {
  /** The headers that change. */
  readonly changes: readonly {
    readonly revision: RevisionId;
    readonly message: string;
    readonly from: readonly RevisionId[];
    readonly to: readonly RevisionId[];
    /** Absolute. */
    readonly path: string;
  }[];
  /** All that stand on others than before, oldest first. */
  readonly moved: readonly RevisionId[];
  /** The environments that were looked at, and those that could not be and were waved through. */
  readonly environments: readonly {readonly name: string; readonly asked: boolean}[];
}

/**
 * Gives a revision, or a line of them, other parents, by changing the headers of their files and nothing else:
 * all of them or none. Throws what `reparent` throws, `already_applied` where an environment has one of them applied,
 * `unreachable` where an environment cannot be asked and is not named, and `not_written`.
 */
export async function rebase(
  project: Project,
  {moving, onto, unreachable = [], plan = false}: RebaseInput,
): Promise<Rebased> {
  const {graph, script} = project;
  const {changes, moved} = reparent(graph, moving, onto);
  const files = [...changes].map(([revision, to]) => replacement(script(revision).path, to));
  const environments = await refuseApplied(project, moved, unreachable);
  if (!plan) replaceFiles(files);
  return {
    changes: [...changes].map(([revision, to]) => {
      const {message, path} = script(revision);
      return {revision, message, from: graph.downRevisions(revision), to, path};
    }),
    moved,
    environments,
  };
}

/**
 * Puts back what a rebase that was killed in the middle has left; until then no command reads the revisions. Gives
 * the paths of the files, none where nothing was left.
 */
export async function abortRebase(
  options: ConfigOptions,
): Promise<{readonly restored: readonly string[]}> {
  const {revisions} = await loadConfig(options);
  return {restored: putBack(revisions)};
}

function replacement(path: string, downRevisions: readonly RevisionId[]): Replacement {
  const before = readFileSync(path, 'utf8');
  const after = withDownRevisions(before, downRevisions);
  if (after !== undefined) return {path, before, after};
  throw new AthanorError('bad_script', `the header of ${path} cannot be changed for sure`, {
    hint: `write there by hand: downRevision = ${JSON.stringify(downRevisions)}`,
  });
}

/** Asks every environment that keeps this history whether it has any of the revisions applied. */
async function refuseApplied(
  project: Project,
  moved: readonly RevisionId[],
  waved: readonly string[],
): Promise<Rebased['environments']> {
  if (moved.length === 0) return [];
  const {environments, environment} = project.config;
  const names = environments.length === 0 ? [environment.name] : environments;
  const unknown = waved.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new AthanorError('usage', `there is no environment ${JSON.stringify(unknown)}`, {
      hint: `there are ${names.join(', ')}`,
    });
  }
  const looked: {name: string; asked: boolean}[] = [];
  const silent: {name: string; why: string}[] = [];
  for (const name of names) {
    const why = await appliedIn(project, name, moved);
    if (why === anotherHistory) continue;
    if (why !== undefined && !waved.includes(name)) silent.push({name, why});
    looked.push({name, asked: why === undefined});
  }
  if (silent.length === 0) return looked;
  throw new AthanorError(
    'unreachable',
    `it cannot be known whether ${moved.join(', ')} ${moved.length === 1 ? 'is' : 'are'} applied in ${silent.map(({name, why}) => `${name} (${why})`).join(' and ')}`,
    {
      hint: `if you know that none is: ${silent.map(({name}) => `--unreachable ${name}`).join(' ')}`,
      details: {environments: silent, revisions: moved},
    },
  );
}

/** Why it cannot be told, or `undefined` where none is applied. Throws `already_applied`. */
async function appliedIn(
  project: Project,
  name: string,
  moved: readonly RevisionId[],
): Promise<string | undefined> {
  const {environment, revisions} = project.config;
  // With another address than its own, the project that is open tells nothing of its environment.
  const isOpen = name === environment.name && environment.url === undefined;
  try {
    const other = isOpen ? undefined : await project.inEnvironment(name);
    await using own = other;
    const {config, database} = own ?? project;
    if (own !== undefined && isHidden(config)) return hidden;
    if (!config.revisions.some((directory) => revisions.includes(directory))) return anotherHistory;
    return await standsIn({config, database, graph: project.graph}, moved);
  } catch (thrown) {
    const error = asAthanorError(thrown);
    if (error.code === 'already_applied' || error.code === 'unexpected') throw thrown;
    return error.message;
  }
}

/** The general address is that of the environment that was chosen, and another has no variable of its own. */
const isHidden = ({environment: {urlVariable}}: Project['config']): boolean =>
  urlVariable === undefined && Boolean(process.env['ATHANOR_DATABASE_URL']);

const hidden = 'ATHANOR_DATABASE_URL stands before its own address';
const anotherHistory = 'another history';

async function standsIn(
  project: Pick<Project, 'config' | 'database' | 'graph'>,
  moved: readonly RevisionId[],
): Promise<string | undefined> {
  const {applied, unknown, unfinished} = await standing(project);
  const there = moved.filter((id) => applied.has(id) || unfinished?.revision === id);
  if (there.length > 0) throw isApplied(project.config.environment.name, there);
  if (unknown.length === 0) return undefined;
  return `it stands at ${unknown.join(', ')}, of which there is no file`;
}

function isApplied(name: string, revisions: readonly RevisionId[]): AthanorError {
  return new AthanorError(
    'already_applied',
    `${revisions.join(', ')} ${revisions.length === 1 ? 'is' : 'are'} applied in the environment ${name}, so what they stand on is history there`,
    {
      hint: `take it back first (athanor -n ${name} downgrade …), or join the lines with "athanor merge heads"`,
      details: {environment: name, revisions},
    },
  );
}
