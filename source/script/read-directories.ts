import {readdirSync, readFileSync, statSync} from 'node:fs';
import {basename, relative, sep} from 'node:path';
import {AthanorError} from '../errors.ts';
import {findProblems, type Problem} from '../graph/problems.ts';
import {RevisionGraph} from '../graph/revision-graph.ts';
import type {RevisionId} from '../graph/revision.ts';
import {readDescription} from './read-description.ts';
import {isFault, readHeader} from './read-header.ts';
import {keptEnding} from './replace-files.ts';
import type {Script} from './script.ts';

/** Of one stem the first of these is read: sources before what was compiled from them. */
const extensions = ['.ts', '.mts', '.js', '.mjs', '.cjs'];

/** A file that is wrong, and how. */
interface Fault {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
  /** It could not be opened at all, so its header is not what is wrong. */
  readonly isUnreadable?: true;
  /** A rebase was killed, so the files around it may be half of what was there and half of what was to be. */
  readonly isLeftBehind?: true;
}

export interface ReadOptions {
  /** Directories below hold revision files too, but for those whose names begin with a dot and `node_modules`. */
  readonly recursive?: boolean;
}

/** The revision files of a project, and what they say together. */
export interface History {
  /** In load order: directory by directory, by file name. */
  readonly scripts: readonly Script[];
  readonly graph: RevisionGraph;
}

/**
 * Reads every revision file of the directories as text; imports nothing. Collects all that is wrong
 * with files and graph and throws once: `bad_script` for files, `bad_graph` for what they say
 * together. A directory that does not exist holds nothing.
 *
 * `root` is where the paths in messages start.
 */
export function readDirectories(
  directories: readonly string[],
  root: string,
  {recursive = false}: ReadOptions = {},
): History {
  const scripts: Script[] = [];
  const faults: Fault[] = [];
  const paths = directories.flatMap((directory) =>
    revisionFiles(directory, recursive).map((name) => `${directory}${sep}${name}`),
  );
  for (const path of recursive ? new Set(paths) : paths) {
    const result = readScript(path);
    if ('id' in result) scripts.push(result);
    else faults.push(result);
  }
  if (faults.length > 0) throw refusal(scripts, faults, findProblems(scripts), root);
  try {
    return {scripts, graph: new RevisionGraph(scripts)};
  } catch (error) {
    if (!(error instanceof AthanorError) || error.code !== 'bad_graph') throw error;
    throw refusal(scripts, faults, findProblems(scripts), root);
  }
}

/** One revision file's header. Throws `bad_script`. */
export function readScriptFile(path: string): Script {
  const result = readScript(path);
  if ('id' in result) return result;
  throw problemsFound('bad_script', [shownFault(result, '')], [result]);
}

function revisionFiles(directory: string, recursive: boolean): readonly string[] {
  const chosen = new Map<string, string>();
  for (const name of recursive ? entriesBelow(directory) : entries(directory)) {
    if (name.endsWith(keptEnding)) chosen.set(name, name);
    if (!isRevisionFile(name)) continue;
    const stem = stemOf(name);
    const other = chosen.get(stem);
    if (other === undefined || rank(name) < rank(other)) chosen.set(stem, name);
  }
  return [...chosen.values()].toSorted();
}

function entries(directory: string): readonly string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw new AthanorError('bad_script', `the revisions in ${directory} cannot be read`, {
      hint: '"revisions" in athanor.config.ts names directories',
      cause: error,
    });
  }
}

function entriesBelow(directory: string, below = ''): readonly string[] {
  return entries(directory).flatMap((name) => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    const path = `${directory}${sep}${name}`;
    const isDirectory = statSync(path, {throwIfNoEntry: false})?.isDirectory() === true;
    return isDirectory ? entriesBelow(path, `${below}${name}${sep}`) : [`${below}${name}`];
  });
}

const dotOf = (name: string) => name.lastIndexOf('.');
const rank = (name: string) => extensions.indexOf(name.slice(dotOf(name)));
const stemOf = (name: string) => name.slice(0, dotOf(name));
const isRevisionFile = (name: string) =>
  rank(name) !== -1 && !basename(name).startsWith('.') && !/\.d\.m?ts$/.test(name);

function readScript(path: string): Script | Fault {
  if (path.endsWith(keptEnding)) return {file: path, message: leftBehind, isLeftBehind: true};
  const text = textOf(path);
  if (typeof text !== 'string') return text;
  const header = readHeader(text);
  if (isFault(header)) return {file: path, ...header};
  const {revision: id, downRevisions, branchLabels, dependsOn} = header;
  const {message, description, created} = readDescription(text, stemOf(basename(path)));
  return {id, downRevisions, dependsOn, branchLabels, message, description, created, path};
}

function textOf(path: string): string | Fault {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const said = error instanceof Error ? error.message : String(error);
    return {file: path, message: unreadable.get(code) ?? said, isUnreadable: true};
  }
}

/** Why a file cannot be read, by the system's code. */
const unreadable: ReadonlyMap<string, string> = new Map([
  ['EISDIR', 'is a directory, and called like a revision file'],
  ['ENOENT', 'is a link to a file that is not there'],
  ['EACCES', 'may not be read by whoever runs this'],
  ['EPERM', 'may not be read by whoever runs this'],
]);

function refusal(
  scripts: readonly Script[],
  faults: readonly Fault[],
  problems: readonly Problem[],
  root: string,
): AthanorError {
  const files = filesById(scripts, root);
  const graph = problems.map((problem) => ({
    ...problem,
    files: [...new Set(problem.revisions.flatMap((id) => files.get(id) ?? []))],
  }));
  const lines = [
    ...faults.map((fault) => shownFault(fault, root)),
    ...graph.map(({message, files: named}) => `${message} (${named.join(', ')})`),
  ];
  const details = [...faults.map((fault) => ({kind: 'badScript', ...fault})), ...graph];
  if (faults.length > 0) return problemsFound('bad_script', lines, details);
  return problemsFound('bad_graph', lines, details, hintForGraph(problems));
}

/** What is missing may have a file that is not here: one of another branch of Git, most often. */
function hintForGraph(problems: readonly Problem[]): string {
  const names = new Set(problems.flatMap(({missing}) => missing?.name ?? []));
  const [name] = names;
  if (name === undefined) return 'mend the files that are named; nothing was run';
  const which = names.size === 1 ? 'the one that is missing' : 'those that are missing';
  return `mend the files that are named, or get ${which}: its file may be on another branch, where
  git log --all --oneline -- '*${name}*'
finds it, or in a directory that "revisions" of the configuration does not name; nothing was run`;
}

function filesById(scripts: readonly Script[], root: string): Map<RevisionId, string[]> {
  const files = new Map<RevisionId, string[]>();
  for (const {id, path} of scripts) {
    const known = files.get(id);
    if (known) known.push(relative(root, path));
    else files.set(id, [relative(root, path)]);
  }
  return files;
}

function shownFault({file, line, message}: Fault, root: string): string {
  const place = root === '' ? file : relative(root, file);
  return `${place}${line === undefined ? '' : `:${line}`}: ${message}`;
}

function problemsFound(
  code: 'bad_script' | 'bad_graph',
  lines: readonly string[],
  problems: readonly object[],
  hint = hintFor(problems),
): AthanorError {
  const [only] = lines;
  const message =
    lines.length === 1 && only !== undefined
      ? only
      : `${lines.length} problems with the revision files:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return new AthanorError(code, message, {hint, details: {problems}});
}

const leftBehind = 'is what a rebase that was killed has left';

function hintFor(problems: readonly object[]): string {
  if (problems.some((problem) => 'isLeftBehind' in problem))
    return '"athanor rebase --abort" puts back what was there';
  return problems.every((problem) => 'isUnreadable' in problem)
    ? 'mend it, or move it out of the directory of revisions; nothing was run'
    : "a revision file begins with literals: export const revision = '…', downRevision = '…' or null; other files belong outside the directory of revisions";
}
