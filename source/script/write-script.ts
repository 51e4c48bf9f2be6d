import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileNameFrom} from '../config/file-template.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {timeInZone} from './time-in-zone.ts';

/** A revision that is to be written. */
export interface NewRevision {
  readonly id: RevisionId;
  readonly message: string;
  readonly downRevisions: readonly RevisionId[];
  readonly branchLabels: readonly string[];
  readonly dependsOn: readonly string[];
  /** ISO 8601, with the difference from UTC. */
  readonly created: string;
  /** The statements inside the functions, in lines without indentation. */
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

/** The text of a revision file, formatted. */
export function revisionText(revision: NewRevision): string {
  const {comment, imports, constants, upgrade, downgrade} = piecesOf(revision);
  return [
    comment,
    ...(imports === '' ? [] : [imports, '']),
    constants,
    '',
    upgrade,
    '',
    downgrade,
    '',
  ].join('\n');
}

/** The parts that a revision file is put together from; a template of the user's puts them elsewhere. */
export interface RevisionPieces {
  /** The comment with the message and what repeats the header. */
  readonly comment: string;
  /** The import of the type, where the functions need it, else nothing. */
  readonly imports: string;
  /** The constants that are read as text. */
  readonly constants: string;
  /** Both functions, whole. */
  readonly upgrade: string;
  readonly downgrade: string;
}

export function piecesOf(revision: NewRevision): RevisionPieces {
  const {id, message, downRevisions, branchLabels, dependsOn, created} = revision;
  const comment = [
    ...message.split('\n'),
    '',
    `Revision: ${id}`,
    ...repeatedLines({downRevisions, dependsOn}),
    `Created: ${created}`,
  ];
  return {
    comment: [
      '/**',
      ...comment.map((line) => ` * ${line.replaceAll('*/', String.raw`*\/`)}`.trimEnd()),
      ' */',
    ].join('\n'),
    imports: usesOperations(revision) ? "import type {Operations} from 'athanor';" : '',
    constants: [
      `export const revision = ${quoted(id)};`,
      `export const downRevision = ${downRevisionLiteral(downRevisions)};`,
      ...(branchLabels.length === 0 ? [] : [`export const branchLabels = ${list(branchLabels)};`]),
      ...(dependsOn.length === 0 ? [] : [`export const dependsOn = ${list(dependsOn)};`]),
    ].join('\n'),
    upgrade: functionText('upgrade', revision.upgrade).join('\n'),
    downgrade: functionText('downgrade', revision.downgrade).join('\n'),
  };
}

/** The lines of the comment that repeat what a revision stands on. */
function repeatedLines({
  downRevisions,
  dependsOn,
}: Pick<NewRevision, 'downRevisions' | 'dependsOn'>): readonly string[] {
  return [
    `Revises: ${downRevisions.join(', ') || 'base'}`,
    ...(dependsOn.length === 0 ? [] : [`Depends on: ${dependsOn.join(', ')}`]),
  ];
}

/** What stands behind `downRevision =`. */
export function downRevisionLiteral(downRevisions: readonly RevisionId[]): string {
  const [only, ...others] = downRevisions;
  if (others.length > 0) return list(downRevisions);
  return only === undefined ? 'null' : quoted(only);
}

/** How files are called. */
export interface FileNaming {
  readonly fileTemplate: string;
  readonly slugLength: number;
  readonly timezone: string;
}

/** `1975ea83b712_add_account_table.ts`, or as the template says; directories below are told apart by `/`. */
export function revisionFileName(
  {
    id,
    message,
    created,
  }: {readonly id: RevisionId; readonly message: string; readonly created: Date},
  {fileTemplate, slugLength, timezone}: FileNaming,
): string {
  const name = fileNameFrom(fileTemplate, {
    ...timeInZone(created, timezone),
    rev: id,
    slug: slugOf(message, slugLength),
    epoch: String(Math.floor(created.getTime() / 1000)),
  });
  return `${name}.ts`;
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
function slugOf(message: string, limit: number): string {
  const words = message.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word : `${slug}_${word}`;
    if (longer.length > limit) return slug === '' ? longer.slice(0, limit) : slug;
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
