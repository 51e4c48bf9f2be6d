import {Argument, Command, CommanderError, Option} from 'commander';
import {AthanorError} from '../errors.ts';
import {Given, type ArgumentSpec, type CommandSpec, type OptionSpec} from './spec.ts';

/** What was typed before or behind the command and holds for all of them. */
export interface Globals {
  /** Each starts from the one before it. */
  readonly directories: readonly string[];
  readonly file: string | undefined;
  /** One, usually; several databases of one history in one go. */
  readonly environments: readonly string[];
  /** The name of an environment whose database is meant, or an address. */
  readonly database: string | undefined;
  /** Of `-x`, as they were typed. */
  readonly arguments: readonly string[];
  readonly tag: string | undefined;
  readonly raiseError: boolean;
  readonly json: boolean;
  readonly colour: boolean;
  readonly quiet: boolean;
}

/** What a command line asks for. */
export type Parsed =
  | {
      readonly kind: 'command';
      readonly spec: CommandSpec;
      readonly given: Given;
      readonly globals: Globals;
    }
  /** No command: the workbench, or what there is to say without a terminal. */
  | {readonly kind: 'nothing'; readonly globals: Globals}
  /** Help or version, to be printed. */
  | {readonly kind: 'text'; readonly text: string};

const description = 'A migration workbench for MikroORM on PostgreSQL and SQLite.';

/** What every command takes. */
export const globalOptions: readonly OptionSpec[] = [
  {
    flags: '-C, --directory <dir>',
    description: 'work as if started in this directory; several add up',
    repeatable: true,
  },
  {
    flags: '-c, --config <file>',
    description: 'the configuration file, or ATHANOR_CONFIG, instead of finding it',
  },
  {
    flags: '-n, --environment <name>',
    description: 'the environment, or ATHANOR_ENVIRONMENT; several, one after the other',
    repeatable: true,
    completes: 'environments',
  },
  {
    flags: '--database <name>',
    description: 'the database of another environment, or an address without a password',
  },
  {
    flags: '-x, --argument <key=value>',
    description: 'for the hooks of the configuration; repeatable',
    repeatable: true,
  },
  {flags: '--tag <text>', description: 'a word for the hooks of the configuration'},
  {flags: '--raise-error', description: 'print an error with where it comes from'},
  {flags: '--json', description: 'answer with JSON'},
  {flags: '--no-color', description: 'no colours, as with NO_COLOR'},
  {flags: '-q, --quiet', description: 'say only what was asked for, and errors'},
];

/** Reads the words of a command line. Throws `usage`. */
export function parse(
  words: readonly string[],
  specs: readonly CommandSpec[],
  version: string,
): Parsed {
  let parsed: Parsed | undefined;
  let text = '';
  let failing: string | undefined;
  const program = new Command('athanor')
    .description(description)
    .version(`athanor ${version}`, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help, also behind a command')
    .usage('[options] [command]')
    .addHelpText('after', '\nWithout a command, on a terminal: opens the workbench.')
    .exitOverride()
    .configureOutput({writeOut: (part) => (text += part), writeErr: () => undefined});
  for (const spec of globalOptions) program.addOption(option(spec));
  for (const spec of specs) {
    program.addCommand(
      command(program, spec, (given) => {
        parsed = {kind: 'command', spec, given, globals: globalsOf(program)};
      }).exitOverride((error) => {
        failing = spec.name;
        throw error;
      }),
    );
  }
  try {
    program.parse(words, {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.help' && error.exitCode !== 0) {
      return {kind: 'nothing', globals: globalsOf(program)};
    }
    if (error.exitCode !== 0) throw usage(error, failing);
  }
  return parsed ?? {kind: 'text', text};
}

function command(program: Command, spec: CommandSpec, perform: (given: Given) => void): Command {
  const made = new Command(spec.name)
    .copyInheritedSettings(program)
    .summary(spec.summary)
    .description(spec.description)
    .helpGroup(`${spec.group}:`)
    .addHelpText('after', examples(spec));
  for (const each of spec.arguments) made.addArgument(argument(each));
  for (const each of spec.options) made.addOption(option(each));
  made.action(() => {
    const values = spec.arguments.map(({name}, index): [string, unknown] => [
      name,
      made.processedArgs[index],
    ]);
    perform(new Given(new Map(values), made.opts()));
  });
  return made;
}

function argument({
  name,
  description: text,
  required = false,
  many = false,
}: ArgumentSpec): Argument {
  const inner = many ? `${name}...` : name;
  return new Argument(required ? `<${inner}>` : `[${inner}]`, text);
}

function option({flags, description: text, repeatable = false}: OptionSpec): Option {
  const made = new Option(flags, text);
  if (!repeatable) return made;
  return made.argParser((value: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    value,
  ]);
}

function examples({examples: all}: CommandSpec): string {
  const width = Math.max(...all.map(({line}) => line.length));
  return `\nExamples:\n${all.map(({line, does}) => `  ${line.padEnd(width)}  ${does}`).join('\n')}`;
}

function globalsOf(program: Command): Globals {
  const options: Readonly<Record<string, unknown>> = program.opts();
  const text = (name: string) => {
    const value = options[name];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    directories: texts(options['directory']),
    file: text('config'),
    environments: texts(options['environment']),
    database: text('database'),
    arguments: texts(options['argument']),
    tag: text('tag'),
    raiseError: options['raiseError'] === true,
    json: options['json'] === true,
    colour: options['color'] !== false,
    quiet: options['quiet'] === true,
  };
}

const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

function usage(error: CommanderError, name: string | undefined): AthanorError {
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = rest
    .join(' ')
    .trim()
    .replace(/^\(|\)$/g, '');
  const help =
    name === undefined
      ? 'athanor --help lists the commands and their options'
      : `athanor ${name} --help tells what it takes, with examples`;
  return new AthanorError('usage', first, {hint: suggestion === '' ? help : suggestion});
}
