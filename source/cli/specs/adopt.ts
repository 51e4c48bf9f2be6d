import type {AdoptedDrift} from '../../commands/adopt-drift.ts';
import {AthanorError} from '../../errors.ts';
import type {Context} from '../context.ts';
import {newRevisionInput, newRevisionOptions, writtenText} from '../new-revision.ts';
import {visible} from '../output/visible.ts';
import {confirmedName, milliseconds, waitOption} from '../run-plan.ts';
import type {CommandSpec, Given} from '../spec.ts';

/** The word for all that differs, where ids are taken. */
export const allOption = {
  flags: '--all',
  description: 'all that check --live lists',
} as const;

export const itemsArgument = {
  name: 'item',
  description: 'what check --live calls it: "index account.by_hand"',
  many: true,
} as const;

export const adopt: CommandSpec = {
  name: 'adopt',
  group: 'Revisions',
  summary: 'write a revision of what was changed in the database by hand',
  description:
    'Writes a revision that makes what the database has beside the revisions, and stamps the database with it: there it does not run again, elsewhere it does.',
  arguments: [itemsArgument],
  options: [
    allOption,
    ...newRevisionOptions,
    {
      flags: '--head <target>',
      completes: 'revisions',
      description: 'what to write it on top of; repeatable',
      repeatable: true,
    },
    {
      flags: '--confirm <environment>',
      completes: 'environments',
      description: 'the name of a protected environment',
    },
    waitOption,
  ],
  examples: [
    {line: 'athanor adopt --all', does: 'the revisions say what is there'},
    {line: 'athanor adopt "index account.by_hand" -m "index of the night"', does: 'this one alone'},
  ],
  async perform(context, given) {
    const items = itemsOf(given);
    await using project = await context.open();
    const {adoptDrift} = await import('../../commands/adopt-drift.ts');
    const heads = given.texts('head');
    const confirmed =
      given.text('confirm') ?? (await confirmedName(context, project.config.environment));
    const answer = await adoptDrift(project, {
      ...newRevisionInput(context, given),
      heads: heads.length > 0 ? heads : undefined,
      items,
      confirmed,
      patience: milliseconds(given.text('wait')),
      signal: context.interrupted(),
    });
    const {written, changes, stamped} = answer;
    context.print({...(written ?? {revision: null}), changes, stamped}, () =>
      text(answer, context),
    );
    return 0;
  },
};

/** The ids that were typed; none for `--all`. Throws `usage` where neither is said. */
export function itemsOf(given: Given): readonly string[] {
  const items = given.words('item');
  if (given.flag('all') === (items.length === 0)) return items;
  throw new AthanorError('usage', 'it is not said what is meant', {
    hint: 'name what "athanor check --live" lists, or say --all',
  });
}

function text({written, changes}: AdoptedDrift, context: Context): string {
  if (written === undefined) return 'nothing was written: the database is as the revisions make it';
  return [
    `${writtenText(context, written)}; the database is stamped with it`,
    ...changes.map(({line}) => `  ${visible(line)}`),
  ].join('\n');
}
