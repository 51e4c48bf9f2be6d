import {relative} from 'node:path';
import type {Initialised} from '../../commands/init.ts';
import type {Context} from '../context.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const init: CommandSpec = {
  name: 'init',
  group: 'Project',
  summary: 'prepare a project that uses MikroORM',
  description:
    'Finds the MikroORM configuration, writes a configuration and the directory of revisions beside package.json, and sees to it that MikroORM leaves the version table alone. Connects to nothing.',
  arguments: [{name: 'directory', description: 'the directory of revisions (revisions)'}],
  options: [
    {
      flags: '-t, --template <name>',
      description: 'the shape of the configuration: see list-templates (generic)',
      completes: ['generic', 'environments', 'package-json'],
    },
  ],
  examples: [
    {line: 'athanor init', does: 'athanor.config.ts and revisions/'},
    {line: 'athanor init database/revisions -t package-json', does: 'a key in package.json'},
  ],
  async perform(context, given) {
    const {init: command} = await import('../../commands/init.ts');
    const answer = await command({
      directory: context.place.directory,
      revisions: given.optionalWord('directory'),
      template: given.text('template'),
    });
    context.print(answer, () => text(answer, context));
    return 0;
  },
};

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
