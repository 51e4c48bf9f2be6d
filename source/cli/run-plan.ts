import type {Consent} from '../analysis/consent.ts';
import type {Wish} from '../commands/plan-for.ts';
import type {MeasuredPlan} from '../commands/plan-to.ts';
import type {Project} from '../commands/project.ts';
import {AthanorError} from '../errors.ts';
import {ask} from './ask.ts';
import type {Context} from './context.ts';
import {lossLine, measuredDocument, planText} from './output/plan-document.ts';
import {eventDocument, eventLine} from './output/run-lines.ts';
import {resolvingQuestions} from './resolving-questions.ts';
import type {Given, OptionSpec} from './spec.ts';

/** How long to wait for the lock. */
export const waitOption: OptionSpec = {
  flags: '--wait <seconds>',
  description: 'how long to wait for another run (60)',
};

/** What every command that changes the database takes. */
export const runOptions: readonly OptionSpec[] = [
  {flags: '--plan', description: 'print what would be done, and change nothing'},
  {flags: '--expect <plan-id>', description: 'do it only if the plan is this one'},
  waitOption,
];

/** What a command takes that can lose something. */
export const lossOptions: readonly OptionSpec[] = [
  {
    flags: '--allow <loss>',
    completes: ['drop-table', 'drop-column', 'drop-object', 'narrow-type', 'delete-rows'],
    description:
      'drop-table, drop-column, drop-object, narrow-type or delete-rows, and :OBJECT; repeatable',
    repeatable: true,
  },
  {flags: '-y, --yes', description: 'agree to every loss that is named'},
  {
    flags: '--transaction <unit>',
    completes: ['revision', 'run'],
    description: 'revision: each step commits by itself; run: all or none',
  },
  {
    flags: '--interrupted <outcome>',
    completes: ['done', 'again'],
    description: 'what became of a statement that was killed: done or again',
  },
];

/** Plans, asks what has to be asked, and carries out; or prints the plan. */
export function runPlan(context: Context, given: Given, wish: Wish): Promise<number> {
  return runShown(context, given, (project) => shownPlan(context, project, wish));
}

/** The same, of a plan that is made in its own way. */
export async function runShown(
  context: Context,
  given: Given,
  planned: (project: Project) => Promise<MeasuredPlan>,
): Promise<number> {
  await using project = await context.open();
  const shown = await planned(project);
  if (given.flag('plan')) {
    context.print(measuredDocument(shown), () => planText(shown, context.colours));
    return 0;
  }
  const consent = await consentTo(context, given, shown);
  const confirmed = await confirmation(context, given, {project, shown});
  const {carryOutSteps} = await import('../commands/carry-out-steps.ts');
  const input = {consent, confirmed, signal: context.interrupted(), ...settings(given)};
  let waitedFor: string | undefined;
  for await (const event of carryOutSteps(project, shown, input)) {
    if (context.json) context.line(JSON.stringify(eventDocument(event)));
    else {
      const line = eventLine(event, context.colours);
      // Each attempt to take the lock is an event; who holds it is news once.
      if (line !== undefined && line !== waitedFor) context.say(line);
      waitedFor = event.kind === 'lockWaiting' ? line : undefined;
    }
  }
  return 0;
}

async function shownPlan(context: Context, project: Project, wish: Wish): Promise<MeasuredPlan> {
  const {planTo} = await import('../commands/plan-to.ts');
  if (wish.direction !== 'upgrade' && wish.direction !== 'downgrade') return planTo(project, wish);
  const {direction, target: asked, asNew} = wish;
  const {words} = context;
  const place = words.indexOf(asked, words.indexOf(direction));
  const question = {target: asked, retyped: (target: string) => words.with(place, target)};
  return resolvingQuestions(context, question, (target) =>
    planTo(project, {direction, target, asNew}),
  );
}

async function consentTo(context: Context, given: Given, shown: MeasuredPlan): Promise<Consent> {
  const {agreedTo, consentFrom, openLosses} = await import('../commands/consent.ts');
  const consent = consentFrom({yes: given.flag('yes'), allow: given.texts('allow')});
  const open = openLosses(shown, consent);
  if (open.length === 0 || !context.interactive) return consent;
  const known = open.reduce((sum, {count}) => sum + (count ?? 0), 0);
  const word = open.some(({count}) => count === undefined) ? 'lose' : String(known);
  const listed = open.map((loss) => context.colours.danger(`  ${lossLine(loss)}`)).join('\n');
  const answer = await ask(context, `This would lose:\n${listed}\nType ${word} to go on: `);
  if (answer !== word)
    throw new AthanorError('loss', 'nothing was done: the loss was not agreed to');
  return {all: false, allowed: [...consent.allowed, ...agreedTo(open).allowed]};
}

async function confirmation(
  context: Context,
  given: Given,
  {project, shown}: {project: Project; shown: MeasuredPlan},
): Promise<string | undefined> {
  if (shown.plan.steps.length === 0 || given.text('expect') !== undefined) return undefined;
  return confirmedName(context, project.config.environment);
}

/** The name of a protected environment, where somebody can be asked for it. */
export async function confirmedName(
  context: Context,
  {name, protected: isProtected}: Project['config']['environment'],
): Promise<string | undefined> {
  if (!isProtected || !context.interactive) return undefined;
  return ask(context, `The environment ${name} is protected. Type its name to go on: `);
}

function settings(given: Given) {
  return {
    expect: given.text('expect'),
    patience: milliseconds(given.text('wait')),
    transaction: oneOf(given, 'transaction', ['revision', 'run'] as const),
    interrupted: oneOf(given, 'interrupted', ['done', 'again'] as const),
  };
}

function oneOf<Word extends string>(
  given: Given,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = given.text(name);
  const word = words.find((one) => one === text);
  if (text === undefined || word !== undefined) return word;
  throw new AthanorError('usage', `--${name} ${text} is not known`, {
    hint: `say ${words.join(' or ')}`,
  });
}

/** What `--wait` says, in milliseconds. Throws `usage`. */
export function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (text !== '' && seconds >= 0) return seconds * 1000;
  throw new AthanorError('usage', `--wait ${text} is no number of seconds`, {
    hint: '--wait 60 waits a minute, --wait 0 not at all',
  });
}
