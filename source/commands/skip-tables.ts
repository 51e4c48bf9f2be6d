import {readFileSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {basename, dirname, extname, join} from 'node:path';
import {optionsFor} from '../database/project/context.ts';
import {exportedBy} from '../database/project/exported.ts';
import type {FoundOrmConfig} from '../database/project/find.ts';
import {projectLoader} from '../database/project/loader.ts';
import {tokens, type Token} from '../config/module/tokens.ts';

/** Whether MikroORM's schema generator leaves Athanor's own tables alone. */
export type SkipTables =
  | {readonly kind: 'present'}
  | {readonly kind: 'added'}
  /** It could not be seen to safely: what to write into the MikroORM configuration, and why. */
  | {readonly kind: 'missing'; readonly snippet: string; readonly reason: string};

/**
 * Sees to it that `schemaGenerator.skipTables` names these tables. The file is edited only where it is
 * plain how, and only after the edited text was loaded and said so; else it is left as it is.
 */
export async function seeToSkipTables(
  found: FoundOrmConfig,
  tables: readonly string[],
): Promise<SkipTables> {
  const snippet = `schemaGenerator: {skipTables: [${tables.map((table) => `'${table}'`).join(', ')}]}`;
  const missing = (reason: string): SkipTables => ({kind: 'missing', snippet, reason});
  let skipped: readonly unknown[] | undefined;
  try {
    skipped = await skippedTables(found.path, found);
  } catch (error) {
    return missing(
      `the configuration could not be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  if (tables.every((table) => skipped.includes(table))) return {kind: 'present'};
  const text = readFileSync(found.path, 'utf8');
  const edited = withSkipTables(text, snippet);
  if (edited === undefined)
    return missing('the file is not written in a way that can be edited safely');
  return (await tried(edited, found, tables))
    ? {kind: 'added'}
    : missing('an edited copy of the file did not say so');
}

/** The text with the snippet as the first member of the options, where there is one place for it. */
export function withSkipTables(text: string, snippet: string): string | undefined {
  const all = [...tokens(text)];
  const isTaken = all.some(({kind, text: word}) => kind === 'name' && word === 'schemaGenerator');
  const places = all.flatMap((_, index) => optionsOpening(all, index));
  const [place] = places;
  if (isTaken || place === undefined || places.length > 1) return undefined;
  return `${text.slice(0, place)}\n  ${snippet},${text.slice(place)}`;
}

/** Behind the brace of `defineConfig({` and of `export default {`. */
function optionsOpening(all: readonly Token[], index: number): readonly number[] {
  const three = all.slice(index, index + 3);
  const end = three[2]?.end;
  const words = three.map(({text}) => text).join(' ');
  const isOpening = words === 'defineConfig ( {' || words === 'export default {';
  return isOpening && end !== undefined ? [end] : [];
}

/** Puts the text in place if it loads and skips the tables; until then it lies beside the file, under another name. */
async function tried(
  text: string,
  found: FoundOrmConfig,
  tables: readonly string[],
): Promise<boolean> {
  const {path} = found;
  const stem = basename(path, extname(path));
  const copy = join(dirname(path), `${stem}.athanor-${process.pid}${extname(path)}`);
  try {
    writeFileSync(copy, text, {flag: 'wx'});
    const skipped = await skippedTables(copy, found);
    if (!tables.every((table) => skipped.includes(table))) return false;
    renameSync(copy, path);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(copy, {force: true});
  }
}

async function skippedTables(path: string, found: FoundOrmConfig): Promise<readonly unknown[]> {
  const {load, inOneWay} = projectLoader(found.settings);
  const exported = await inOneWay(() => exportedBy({...found, path}, load));
  const {schemaGenerator: generator} = await optionsFor(exported, 'default', path);
  if (typeof generator !== 'object' || generator === null || !('skipTables' in generator))
    return [];
  return Array.isArray(generator.skipTables) ? generator.skipTables : [];
}
