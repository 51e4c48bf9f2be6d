import {relative} from 'node:path';
import type {Initialised} from '../../commands/init.ts';
import type {TakenOver} from '../../commands/take-over.ts';
import {AthanorError} from '../../errors.ts';
import type {Context} from '../context.ts';
import {writtenText} from '../new-revision.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec, Given} from '../spec.ts';

export const init: CommandSpec = {
  name: 'init',
  group: 'Project',
  summary: 'prepare a project that uses MikroORM',
  description:
    'Finds the MikroORM configuration, writes a configuration and the directory of revisions beside package.json, and sees to it that MikroORM leaves the version table alone. Connects to nothing, but with --from-database, which also goes on from a configuration that is there.',
  arguments: [{name: 'directory', description: 'the directory of revisions (revisions)'}],
  options: [
    {
      flags: '-t, --template <name>',
      description: 'the shape of the configuration: see list-templates (generic)',
      completes: ['generic', 'environments', 'package-json'],
    },
    {
      flags: '--from-database',
      description: 'take over what is in the database: a first revision that makes it, stamped',
    },
    {flags: '--rev-id <id>', description: 'the id of that revision, instead of one by chance'},
    {
      flags: '--confirm <environment>',
      completes: 'environments',
      description: 'the name of a protected environment',
    },
  ],
  examples: [
    {line: 'athanor init --from-database', does: 'for a database that is in use already'},
    {line: 'athanor init', does: 'athanor.config.ts and revisions/'},
    {line: 'athanor init database/revisions -t package-json', does: 'a key in package.json'},
  ],
  async perform(context, given) {
    const {init: command} = await import('../../commands/init.ts');
    const prepare = () =>
      command({
        directory: context.place.directory,
        revisions: given.optionalWord('directory'),
        template: given.text('template'),
      });
    if (given.flag('fromDatabase')) return fromDatabase(context, given, prepare);
    const answer = await prepare();
    context.print(answer, () => text(answer, context));
    return 0;
  },
};

/** A configuration that is there already is gone on from. */
async function fromDatabase(
  context: Context,
  given: Given,
  prepare: () => Promise<Initialised>,
): Promise<number> {
  const prepared = await prepare().catch((error: unknown) => {
    if (error instanceof AthanorError && error.code === 'already_initialised') return undefined;
    throw error;
  });
  await using project = await context.open();
  const {takeOver} = await import('../../commands/take-over.ts');
  const taken = await takeOver(project, {
    id: given.text('revId'),
    confirmed: given.text('confirm'),
    signal: context.interrupted(),
  });
  const answer = {...prepared, next: ['athanor check', 'athanor'], takenOver: taken};
  context.print(answer, () =>
    [
      ...(prepared === undefined ? [] : [text({...prepared, next: answer.next}, context), '']),
      ...takenText(taken, context),
    ].join('\n'),
  );
  return 0;
}

function takenText(
  {written, changes, leftOut, differences}: TakenOver,
  context: Context,
): readonly string[] {
  const {colours} = context;
  return [
    written === undefined
      ? 'nothing was taken over: the database is empty'
      : `${writtenText(context, written)}; it makes ${changes.length} things, and the database is stamped with it`,
    ...leftOut.map(({kind, name}) =>
      colours.warning(`  left out, no revision can say it: ${visible(kind)} ${visible(name)}`),
    ),
    ...differences.map(({id}) =>
      colours.warning(`  made otherwise than it is: ${visible(id)} (see athanor check --live)`),
    ),
  ];
}

function text(
  {created, mikroOrm, skipTables, next}: Initialised,
  {place, colours}: Context,
): string {
  const named = (path: string) => visible(relative(place.directory, path));
  return [
    `found   ${named(mikroOrm)}`,
    ...created.map((path) => `wrote   ${named(path)}`),
    ...skipLines(skipTables, named(mikroOrm)),
    '',
    'next:',
    ...next.map((line) => `  ${colours.strong(line)}`),
  ].join('\n');
}

function skipLines(skip: Initialised['skipTables'], file: string): readonly string[] {
  if (skip.kind === 'present') return [];
  if (skip.kind === 'added')
    return [`edited  ${file}: MikroORM's schema generator skips Athanor's tables`];
  const place = skip.within === 'options' ? 'the options' : 'schemaGenerator in the options';
  return [
    '',
    `Add this to ${place} in ${file}, or MikroORM's schema generator drops Athanor's tables`,
    `(${visible(skip.reason)}):`,
    `  ${skip.snippet},`,
  ];
}
