import type {Diagnosis} from '../../commands/doctor.ts';
import type {Context} from '../context.ts';
import {visible} from '../output/visible.ts';
import type {CommandSpec} from '../spec.ts';

export const doctor: CommandSpec = {
  name: 'doctor',
  group: 'Project',
  summary: 'look at all that a run needs',
  description:
    'Looks at the configuration, revision files, MikroORM and its entities, the database, the version table and the lock, and tells of each that it is well, or what mends it. Changes nothing. Exits with 3 when something is wrong.',
  arguments: [],
  options: [],
  examples: [
    {line: 'athanor doctor', does: 'a line for each, with what mends it'},
    {line: 'athanor doctor -n production --json', does: 'of another environment, for programs'},
  ],
  async perform(context) {
    const {doctor: command} = await import('../../commands/doctor.ts');
    const answer = await command(context.place);
    context.print(answer, () => text(answer, context));
    return answer.isWell ? 0 : 3;
  },
};

function text({checks}: Diagnosis, {colours, near}: Context): string {
  const width = Math.max(...checks.map(({name}) => name.length));
  const marks = {good: colours.good('✓'), bad: colours.danger('✗'), skipped: colours.faint('–')};
  return checks
    .flatMap(({name, state, message, hint}) => [
      `${marks[state]} ${name.padEnd(width)}  ${visible(near(message))}`,
      ...(hint === null
        ? []
        : [`  ${' '.repeat(width)}  ${colours.warning('→')} ${visible(near(hint))}`]),
    ])
    .join('\n');
}
