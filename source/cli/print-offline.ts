import type {OfflineInput} from '../commands/offline.ts';
import {AthanorError} from '../errors.ts';
import type {Context} from './context.ts';
import {visibleLines} from './output/visible.ts';
import type {Given, OptionSpec} from './spec.ts';

/** `--dialect`, with what it is for. */
export const dialectOption = (description: string): OptionSpec => ({
  flags: '--dialect <name>',
  description,
  completes: ['postgresql', 'sqlite'],
});

/** What a command takes that can print a script. */
export const offlineOptions: readonly OptionSpec[] = [
  {flags: '--sql', description: 'print the SQL as a script; no database is asked'},
  dialectOption('the database of the script: postgresql or sqlite'),
];

/** Prints the script of a way through the graph. */
export async function printOffline(
  context: Context,
  given: Given,
  input: Pick<OfflineInput, 'direction' | 'range'>,
): Promise<number> {
  const refused = ['plan', 'expect', 'purge'].find(
    (name) => given.flag(name) || given.text(name) !== undefined,
  );
  if (refused !== undefined) {
    throw new AthanorError('usage', `--sql and --${refused} do not go together`, {
      hint: '--sql asks no database; --plan does',
    });
  }
  const {offline} = await import('../commands/offline.ts');
  await using project = await context.open();
  const transaction = given.text('transaction');
  const sql = await offline(project, {
    ...input,
    dialect: dialectOf(given.text('dialect')),
    transaction: transaction === 'run' || transaction === 'revision' ? transaction : undefined,
  });
  // A script is for another program, so nothing in it is escaped unless a person is looking.
  context.print({sql}, () => (context.interactive ? visibleLines(sql) : sql));
  return 0;
}

/** What `--dialect` names. Throws `usage`. */
export function dialectOf(text: string | undefined): OfflineInput['dialect'] {
  if (text === undefined || text === 'postgresql' || text === 'sqlite') return text;
  throw new AthanorError('usage', `--dialect ${text} is not known`, {
    hint: 'say postgresql or sqlite',
  });
}
