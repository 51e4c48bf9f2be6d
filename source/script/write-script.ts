import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';

/** A revision that is to be written. */
export interface NewRevision {
  readonly id: RevisionId;
  readonly message: string;
  readonly downRevisions: readonly RevisionId[];
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
  /** ISO 8601 in UTC. */
  readonly created: string;
  /** The statements inside the functions, in lines without indentation. */
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** The text of a revision file, formatted. */
export function revisionText(revision: NewRevision): string {
  const {id, message, downRevisions, branchLabels, dependsOn, created} = revision;
  const comment = [
    ...message.split('\n'),
    '',
    `Revision: ${id}`,
    `Revises: ${downRevisions.join(', ') || 'base'}`,
    ...(dependsOn.length === 0 ? [] : [`Depends on: ${dependsOn.join(', ')}`]),
    `Created: ${created}`,
  ];
  const [only, ...others] = downRevisions;
  const down = others.length > 0 ? list(downRevisions) : only === undefined ? 'null' : quoted(only);
  const constants = [
    `export const revision = ${quoted(id)};`,
    `export const downRevision = ${down};`,
    ...(branchLabels.length === 0 ? [] : [`export const branchLabels = ${list(branchLabels)};`]),
    ...(dependsOn.length === 0 ? [] : [`export const dependsOn = ${list(dependsOn)};`]),
  ];
  return [
    '/**',
    ...comment.map((line) => ` * ${line.replaceAll('*/', String.raw`*\/`)}`.trimEnd()),
    ' */',
    ...(usesOperations(revision) ? ["import type {Operations} from 'athanor';", ''] : []),
    ...constants,
    '',
    ...functionText('upgrade', revision.upgrade),
    '',
    ...functionText('downgrade', revision.downgrade),
    '',
  ].join('\n');
}

/** `1975ea83b712_add_account_table.ts`. */
export function revisionFileName({id, message}: Pick<NewRevision, 'id' | 'message'>): string {
  const slug = slugOf(message);
  return slug === '' ? `${id}.ts` : `${id}_${slug}.ts`;
}

/** Writes a revision file. Never over another: throws `file_exists`, and `not_written` where it may not. */
export function writeScript(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text, {flag: 'wx'});
  } catch (error) {
    if (existsSync(path)) {
      throw new AthanorError('file_exists', `${path} is there already`, {
        hint: 'give the new revision another message or another --rev-id',
        cause: error,
      });
    }
    throw new AthanorError('not_written', `${path} cannot be written`, {
      hint: 'may you write in that directory, and is there room on the disk?',
      cause: error,
    });
  }
}

/** The words of a message, as much of them as makes a file name of decent length. */
function slugOf(message: string): string {
  const words = message.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}_${word}`;
    if (longer.length > 40) return slug === '' ? longer.slice(0, 40) : slug;
    slug = longer;
  }
  return slug;
}

/** What is not used must not be declared: many projects have their compiler refuse it. */
const usesOperations = ({upgrade, downgrade}: Pick<NewRevision, 'upgrade' | 'downgrade'>) =>
  usesOp(upgrade) || usesOp(downgrade);

const usesOp = (lines: readonly string[]) =>
  lines.some((line) => /\bop\b/.test(line.replace(/^\s*\/\/.*/, '')));

function functionText(name: 'upgrade' | 'downgrade', lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [`export function ${name}() {}`];
  return [
    `export function ${name}(${usesOp(lines) ? 'op: Operations' : ''}) {`,
    ...lines.map((line) => (line === '' ? '' : `  ${line}`)),
    '}',
  ];
}

const list = (values: readonly string[]) => `[${values.map(quoted).join(', ')}]`;

function quoted(text: string): string {
  return `'${JSON.stringify(text)
    .slice(1, -1)
    .replaceAll(String.raw`\"`, '"')
    .replaceAll("'", String.raw`\'`)}'`;
}
