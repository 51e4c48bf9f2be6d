import {AthanorError, asAthanorError} from '../errors.ts';
import type {Context} from './context.ts';
import {visible} from './output/visible.ts';
import type {CommandSpec, Given} from './spec.ts';

/** What is done of a command in each of several environments, one after the other. */
const inEach = new Set([
  'status',
  'current',
  'check',
  'log',
  'upgrade',
  'downgrade',
  'stamp',
  'ensure-version',
  'doctor',
  'schema',
  'diff',
]);

/** What takes several environments by itself. */
const together = new Set(['revision']);

/** A command that is to be performed in several environments. */
interface Asked {
  readonly spec: CommandSpec;
  readonly given: Given;
  readonly environments: readonly string[];
}

/**
 * Performs a command in each of the environments, one after the other; the first that fails ends it, so that what
 * follows stays as it is. Gives the highest exit code. With `--json` each line is a document or an event, with the
 * name of its environment.
 */
export async function performInEach(asked: Asked, context: Context): Promise<number> {
  const {spec, given, environments} = asked;
  if (together.has(spec.name)) return spec.perform(context, given);
  refuse(asked, context);
  let highest = 0;
  for (const environment of environments) {
    const code = await named(environment, () =>
      spec.perform(contextIn(context, environment), given),
    );
    highest = Math.max(highest, code);
  }
  return highest;
}

function contextIn(context: Context, environment: string): Context {
  const place = {...context.place, environment, isAmongOthers: true};
  const {json, colours} = context;
  if (!json) context.say(colours.strong(`-- ${visible(environment)}`));
  const line = (text: string) =>
    context.line(json ? JSON.stringify({environment, ...parsed(text)}) : text);
  return {
    ...context,
    place,
    others: [],
    async open() {
      const {openProject} = await import('../commands/open-project.ts');
      return openProject(place);
    },
    line,
    print: (value, text) => line(json ? JSON.stringify(value) : text()),
  };
}

function parsed(text: string): object {
  const value: unknown = JSON.parse(text);
  return typeof value === 'object' && value !== null ? value : {};
}

/** An error says where it happened, since the environments before have been dealt with. */
async function named(environment: string, perform: () => Promise<number>): Promise<number> {
  try {
    return await perform();
  } catch (thrown) {
    const {code, message, hint, details, cause} = asAthanorError(thrown);
    if (code === 'unexpected') throw thrown;
    throw new AthanorError(code, `in ${environment}: ${message}`, {
      hint,
      details: {...details, environment},
      cause,
    });
  }
}

const wrong = (message: string, hint: string) => new AthanorError('usage', message, {hint});

function refuse({spec, given, environments}: Asked, {place}: Context): void {
  const said = environments.join(', ');
  if (!inEach.has(spec.name)) {
    throw wrong(`${spec.name} works on one environment, not on ${said}`, 'say -n once');
  }
  if (place.database !== undefined)
    throw wrong('--database is one database, and -n names several', 'leave one of them out');
  if (given.text('expect') !== undefined) {
    throw wrong(
      '--expect is one plan, and each of several databases has its own',
      `run it for each: ${environments.map((name) => `-n ${name}`).join(', then ')}`,
    );
  }
}
