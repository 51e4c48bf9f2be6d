import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, extname, join} from 'node:path';
import {tokens, type Token} from '../config/module/tokens.ts';
import {optionsFor, type OrmOptions} from '../database/project/context.ts';
import {exportedBy} from '../database/project/exported.ts';
import type {FoundOrmConfig} from '../database/project/find.ts';
import {projectLoader} from '../database/project/loader.ts';

/** Whether MikroORM's schema generator leaves Athanor's own tables alone. */
export type SkipTables =
  | {readonly kind: 'present'}
  | {readonly kind: 'added'}
  /** It could not be seen to safely: what to write into the MikroORM configuration, where, and why. */
  | {
      readonly kind: 'missing';
      readonly snippet: string;
      readonly within: 'options' | 'schemaGenerator';
      readonly reason: string;
    };

/** The options of a MikroORM configuration, or why there are none. */
export type ReadOptions =
  | {readonly kind: 'read'; readonly options: OrmOptions}
  | {readonly kind: 'unread'; readonly reason: string};

/** Loads a MikroORM configuration for its options, as far as that is possible; starts no MikroORM. */
export async function readOptions(found: FoundOrmConfig): Promise<ReadOptions> {
  const {load, inOneWay} = projectLoader(found.settings);
  const context = process.env['MIKRO_ORM_CONTEXT_NAME'] ?? 'default';
  try {
    const exported = await inOneWay(() => exportedBy(found, load));
    return {kind: 'read', options: await optionsFor(exported, context, found.path)};
  } catch (error) {
    return {kind: 'unread', reason: error instanceof Error ? error.message : String(error)};
  }
}

/**
 * Sees to it that `schemaGenerator.skipTables` names these tables. The file is edited only where it is
 * plain how, and only after the edited text was loaded and said so; else it is left as it is.
 */
export async function seeToSkipTables(
  found: FoundOrmConfig,
  read: ReadOptions,
  tables: readonly string[],
): Promise<SkipTables> {
  if (read.kind === 'unread') {
    return {kind: 'missing', ...snippetFor({}, tables, "'"), reason: read.reason};
  }
  if (skipsAll(read.options, tables)) return {kind: 'present'};
  const text = readFileSync(found.path, 'utf8');
  const addition = snippetFor(read.options, tables, usualQuote(text));
  const missing = (reason: string): SkipTables => ({kind: 'missing', ...addition, reason});
  const edited = addition.within === 'options' ? withSkipTables(text, addition.snippet) : undefined;
  if (edited === undefined)
    return missing('the file is not written in a way that can be edited safely');
  if (!(await holds(edited, found, tables))) {
    return missing('an edited copy of the file did not say so');
  }
  writeFileSync(found.path, edited);
  return {kind: 'added'};
}

/** What is to be written where so that these tables are skipped, or `undefined` where they are. Edits nothing. */
export function missingSkipTables(
  options: OrmOptions,
  tables: readonly string[],
): {readonly snippet: string; readonly within: 'options' | 'schemaGenerator'} | undefined {
  return skipsAll(options, tables) ? undefined : snippetFor(options, tables, "'");
}

/** The text with the snippet as the first member of the options, where there is one place for it. */
export function withSkipTables(text: string, snippet: string): string | undefined {
  const all = [...tokens(text)];
  const isTaken = all.some(({kind, text: word}) => kind === 'name' && word === 'schemaGenerator');
  const places = all.flatMap((_, index) => optionsOpening(all, index));
  const [place] = places;
  if (isTaken || place === undefined || places.length > 1) return undefined;
  return text.slice(0, place) + asFirst(snippet, text.slice(place));
}

/** Before the other members: on a line of its own where they have such, else in their line. */
function asFirst(snippet: string, members: string): string {
  const lineStart = /^[ \t]*(\r?\n[ \t]*)(?=[^\s}])/.exec(members)?.[1];
  if (lineStart !== undefined) return `${lineStart}${snippet},${members}`;
  const space = /^ */.exec(members)?.[0] ?? '';
  return `${space}${snippet},${space === '' ? ' ' : ''}${members}`;
}

/** Behind the brace of `defineConfig({`, of `export default {` and of `module.exports = {`. */
function optionsOpening(all: readonly Token[], index: number): readonly number[] {
  for (const opening of ['defineConfig ( {', 'export default {', 'module . exports = {']) {
    const words = all.slice(index, index + opening.split(' ').length);
    const end = words.at(-1)?.end;
    if (end !== undefined && words.map(({text}) => text).join(' ') === opening) return [end];
  }
  return [];
}

/** What is to be written, with the tables that are skipped already, and where. */
function snippetFor(
  options: OrmOptions,
  tables: readonly string[],
  quote: string,
): {readonly snippet: string; readonly within: 'options' | 'schemaGenerator'} {
  const all = [...new Set([...skipped(options), ...tables])];
  const written = all.map((table) =>
    table instanceof RegExp ? String(table) : `${quote}${String(table)}${quote}`,
  );
  const skipTables = `skipTables: [${written.join(', ')}]`;
  return options['schemaGenerator'] === undefined
    ? {snippet: `schemaGenerator: {${skipTables}}`, within: 'options'}
    : {snippet: skipTables, within: 'schemaGenerator'};
}

const usualQuote = (text: string): string =>
  text.split('"').length > text.split("'").length ? '"' : "'";

/** Whether an edited text loads and skips the tables; it lies beside the file meanwhile, under another name. */
async function holds(
  text: string,
  found: FoundOrmConfig,
  tables: readonly string[],
): Promise<boolean> {
  const {path} = found;
  const stem = basename(path, extname(path));
  const copy = join(dirname(path), `${stem}.athanor-${process.pid}${extname(path)}`);
  try {
    writeFileSync(copy, text, {flag: 'wx'});
    const read = await readOptions({...found, path: copy});
    return read.kind === 'read' && skipsAll(read.options, tables);
  } finally {
    rmSync(copy, {force: true});
  }
}

const skipsAll = (options: OrmOptions, tables: readonly string[]): boolean =>
  tables.every((table) => skipped(options).includes(table));

function skipped({schemaGenerator}: OrmOptions): readonly unknown[] {
  if (typeof schemaGenerator !== 'object' || schemaGenerator === null) return [];
  const tables: unknown = 'skipTables' in schemaGenerator ? schemaGenerator.skipTables : [];
  return Array.isArray(tables) ? tables : [];
}
