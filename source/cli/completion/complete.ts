import {resolve} from 'node:path';
import type {Project} from '../../commands/project.ts';
import type {Surroundings} from '../context.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';
import {placeTyped, wantedAt, type Offer} from './wanted.ts';

/** The command that the scripts of `athanor completion` call; its words are those of the line so far. */
export const completeCommand = '__complete';

/**
 * Prints what the last word of a command line may be, a line each: the word, a tab, what it means. Prints nothing
 * where it is a file, or where there is no project to look into.
 */
export async function complete(
  words: readonly string[],
  specs: readonly CommandSpec[],
  surroundings: Pick<Surroundings, 'directory' | 'variables' | 'stdout'>,
): Promise<number> {
  const current = words.at(-1) ?? '';
  const wanted = wantedAt(words, specs);
  if (wanted.kind === 'files') return 0;
  const all =
    wanted.kind === 'offers'
      ? wanted.offers
      : await fromProject(words, surroundings, ownOffers[wanted.kind]);
  // The start of a range, of `label@` or of `--option=` stays as it was typed.
  const [kept = ''] = /^(?:--[\w-]+=)?(?:.*[:@])?/.exec(current) ?? [];
  const typed = current.slice(kept.length);
  const lines = all
    .filter(({word}) => word.startsWith(typed))
    .map(({word, means}) => `${kept}${visible(word)}\t${visible(means)}\n`);
  surroundings.stdout.write(lines.join(''));
  return 0;
}

const ownOffers = {
  revisions: ({graph}) => [
    {word: 'head', means: 'the head'},
    {word: 'heads', means: 'all heads'},
    {word: 'base', means: 'before the first revision'},
    {word: 'current', means: 'where the database stands'},
    ...graph.branchLabels.map((label) => ({word: label, means: 'branch label'})),
    ...graph.newestFirst().map((id) => ({word: id, means: graph.get(id).message})),
  ],
  environments: ({config}) => config.environments.map((name) => ({word: name, means: ''})),
} as const satisfies Record<string, (project: Project) => readonly Offer[]>;

async function fromProject(
  words: readonly string[],
  {directory, variables}: Pick<Surroundings, 'directory' | 'variables'>,
  offers: (project: Project) => readonly Offer[],
): Promise<readonly Offer[]> {
  const {directories, file, environment} = placeTyped(words);
  const place = resolve(directory, ...directories);
  const {openProject} = await import('../../commands/open-project.ts');
  try {
    await using project = await openProject({
      directory: place,
      file: file === undefined ? undefined : resolve(place, file),
      environment: environment ?? variables['ATHANOR_ENVIRONMENT'],
    });
    return offers(project);
  } catch {
    // In the middle of a line nobody wants to read what is wrong with the project.
    return [];
  }
}
