import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {OpenOptions} from '../commands/open-project.ts';
import {complete, completeCommand} from './completion/complete.ts';
import type {Context, Output, Surroundings} from './context.ts';
import {colours} from './output/colours.ts';
import {pairs, withoutPassword} from './place-words.ts';
import {nearPaths} from './output/near-paths.ts';
import {errorDocument, errorText, exitCodeOf, stackText} from './output/report-error.ts';
import {asAthanorError} from '../errors.ts';
import {performInEach} from './in-each.ts';
import {parse, type Globals, type Parsed} from './parse.ts';
import {specs} from './specs/all.ts';
import {interruptible} from './interruptible.ts';
import {status} from './specs/status.ts';
import {Given} from './spec.ts';

/** Carries out a command line and gives the exit code. Everything that can go wrong has been reported by then. */
export async function run(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const {stdout, stderr} = surroundings;
  for (const stream of [stdout, stderr]) stream.on('error', ignoreBrokenPipe);
  if (words[0] === completeCommand) return complete(words.slice(1), specs, surroundings);
  const json = words.includes('--json');
  let {directory} = surroundings;
  try {
    const parsed = parse(words, specs, version());
    if (parsed.kind === 'text') {
      stdout.write(parsed.text);
      return 0;
    }
    const place = placeOf(parsed.globals, surroundings);
    ({directory} = place);
    return await perform(parsed, {words, place}, surroundings);
  } catch (error) {
    if (json) stdout.write(`${JSON.stringify(errorDocument(error, directory))}\n`);
    else {
      const paint = colours(coloured(words, surroundings, stderr));
      stderr.write(`${errorText(error, paint, directory)}\n`);
      if (words.includes('--raise-error')) stderr.write(`${stackText(error)}\n`);
    }
    return exitCodeOf(asAthanorError(error));
  }
}

/** Whoever read the output has had enough, as in `athanor history | head`; a run goes on all the same. */
function ignoreBrokenPipe(error: Error): void {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
}

async function perform(
  parsed: Exclude<Parsed, {kind: 'text'}>,
  typed: Pick<Context, 'words' | 'place'>,
  surroundings: Surroundings,
): Promise<number> {
  const {globals} = parsed;
  const {stdin, stdout, variables} = surroundings;
  const terminal = stdin.isTTY === true && stdout.isTTY === true && variables['TERM'] !== 'dumb';
  if (parsed.kind === 'nothing' && terminal && !globals.json && globals.environments.length < 2)
    return surroundings.openWorkbench(typed.place);

  const interruption = interruptible(() => {
    if (!globals.json) surroundings.stderr.write('stopping; once more ends it at once\n');
  });
  try {
    const context = contextOf(globals, typed, surroundings, interruption.signal);
    const {spec, given} =
      parsed.kind === 'nothing' ? {spec: status, given: new Given(new Map(), {})} : parsed;
    const {environments} = globals;
    if (environments.length < 2) return await spec.perform(context, given);
    return await performInEach({spec, given, environments}, context);
  } finally {
    interruption.stopListening();
  }
}

function placeOf(
  {directories, file, environments, database, arguments: given, tag}: Globals,
  {directory: here, variables}: Surroundings,
): OpenOptions {
  const chosen = environments[0] ?? variables['ATHANOR_ENVIRONMENT'];
  const named = file ?? variables['ATHANOR_CONFIG'];
  // As in git, each -C starts from the one before it.
  const directory = resolve(here, ...directories);
  return {
    directory,
    // As if it had been typed there.
    file: named ? resolve(directory, named) : undefined,
    environment: chosen === '' ? undefined : chosen,
    database: database === undefined ? undefined : withoutPassword(database),
    arguments: pairs(given),
    tag,
  };
}

function contextOf(
  globals: Globals,
  {words, place}: Pick<Context, 'words' | 'place'>,
  surroundings: Surroundings,
  interrupted: () => AbortSignal,
): Context {
  const {stdin, stdout, variables} = surroundings;
  const {json, quiet} = globals;
  const line = (text: string) =>
    stdout.write(text.endsWith('\n') || text === '' ? text : `${text}\n`);
  return {
    place,
    others: globals.environments.slice(1),
    words,
    json,
    quiet,
    interactive: !json && stdin.isTTY === true && stdout.isTTY === true,
    colours: colours(!json && globals.colour && mayColour(variables, stdout)),
    surroundings,
    interrupted,
    async open() {
      const {openProject} = await import('../commands/open-project.ts');
      return openProject(place);
    },
    line,
    near: (text) => nearPaths(text, place.directory),
    print: (value, text) => line(json ? JSON.stringify(value, null, 2) : text()),
    say: (text) => {
      if (!json && !quiet) line(text);
    },
  };
}

function coloured(words: readonly string[], {variables}: Surroundings, stream: Output): boolean {
  return !words.includes('--no-color') && mayColour(variables, stream);
}

function mayColour(variables: Surroundings['variables'], stream: Output): boolean {
  if (variables['NO_COLOR']) return false;
  const forced = variables['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0';
  return stream.isTTY === true && variables['TERM'] !== 'dumb';
}

function version(): string {
  // From source/cli as from dist/, package.json is what is found first on the way up.
  for (const up of ['..', '../..', '../../..']) {
    const manifest = manifestAt(new URL(`${up}/package.json`, import.meta.url));
    if (manifest !== undefined) return manifest;
  }
  return '0.0.0';
}

function manifestAt(address: URL): string | undefined {
  try {
    const manifest: unknown = JSON.parse(readFileSync(address, 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) return undefined;
    if (!('name' in manifest) || manifest.name !== 'athanor' || !('version' in manifest))
      return undefined;
    return String(manifest.version);
  } catch {
    return undefined;
  }
}
