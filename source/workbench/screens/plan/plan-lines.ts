import {countedUpTo} from '../../../commands/count-rows.ts';
import {statementsDone, unfinishedText} from '../../../commands/unfinished.ts';
import type {Loss} from '../../../analysis/losses.ts';
import type {Plan} from '../../../runtime/plan.ts';
import {shortId, type HistoryView} from '../explore/history-view.ts';
import {statementLines} from '../explore/statement-lines.ts';
import type {KeyTable} from '../../keys/key-table.ts';
import {keySpan} from '../../keys/key-words.ts';
import type {EnvironmentView} from '../../ports.ts';
import {span, spread, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {wrapLine, wrapLines} from '../../text/wrap-line.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import type {Tone} from '../../theme/tones.ts';
import {lossLines, totalLoss} from './loss-lines.ts';
import {stepsDone, type PlanScreen, type StepState} from './plan-state.ts';
import {tablesTouched} from './tables-touched.ts';

type PlannedStep = Plan['steps'][number];

/** What the rows of a plan depend on. */
export interface PlanContext {
  readonly plan: PlanScreen;
  readonly history: HistoryView;
  readonly environment: EnvironmentView;
  readonly keys: KeyTable;
  readonly glyphs: Glyphs;
}

const arrows: Readonly<Record<PlannedStep['direction'], string>> = {
  upgrade: 'up',
  downgrade: 'down',
  stamp: 'stamp',
  revert: 'back',
};

const tones: Readonly<Record<StepState['kind'], Tone>> = {
  waiting: 'pending',
  running: 'focus',
  done: 'applied',
  failed: 'danger',
};

/** One step: how it stands, what it is, what weighs in it. */
export function stepRow(
  {plan, history, glyphs}: PlanContext,
  index: number,
  columns: number,
): Line {
  const step = plan.shown.plan.steps[index];
  const state = plan.steps[index];
  if (step === undefined || state === undefined) return [];
  const left: Line = [
    span(`${signs(glyphs)[state.kind]} `, tones[state.kind]),
    span(`${String(index + 1).padStart(2)} ${arrows[step.direction].padEnd(5)}`),
    span(shortId(history, step.revision), 'id'),
    span(` ${visible(step.message)}`),
  ];
  return spread(
    left,
    [span(`  ${words(step, state)} `, tones[state.kind])],
    columns,
    glyphs.ellipsis,
  );
}

function words(step: PlannedStep, state: StepState): string {
  const all = step.statements.length;
  if (state.kind === 'running') {
    const {statement, progress: come} = state;
    const rows = come === undefined ? '' : `, ${come.rows} of ${come.of} rows`;
    return `statement ${statement} of ${all}${rows}`;
  }
  if (state.kind === 'done') return `done in ${state.milliseconds} ms`;
  if (state.kind === 'failed') return `failed at ${state.statement} of ${all}`;
  const outside = step.statements.filter(({transactional}) => !transactional).length;
  const count = `${all} statement${all === 1 ? '' : 's'}`;
  return outside === 0 ? count : `${count}, ${outside} outside a transaction`;
}

function signs({
  done,
  running,
  pending,
  broken,
}: Glyphs): Readonly<Record<StepState['kind'], string>> {
  return {waiting: pending, running, done, failed: broken};
}

const texts = new WeakMap<PlannedStep, readonly Line[]>();

/** The statements of the selected step, none wider than the room. */
export function statementsText(plan: PlanScreen, columns: number): readonly Line[] {
  const step = plan.shown.plan.steps[plan.list.cursor];
  if (step === undefined) return [];
  const known = texts.get(step) ?? linesOf(step);
  texts.set(step, known);
  return wrapLines(known, Math.max(20, columns - 2));
}

function linesOf({direction, statements}: PlannedStep): readonly Line[] {
  if (direction === 'stamp') return [[span('only the version rows change; nothing is run', 'dim')]];
  if (statements.length === 0) return [[span('nothing to run', 'dim')]];
  return statementLines(statements);
}

/** What an account has no room for is counted in its last line. */
export function accountInSight(
  lines: readonly Line[],
  top: number,
  {
    height,
    ellipsis,
    keys,
  }: {readonly height: number; readonly ellipsis: string; readonly keys: KeyTable},
): readonly Line[] {
  const first = Math.max(0, Math.min(top, lines.length - height));
  const hidden = lines.length - first - height;
  if (hidden <= 0) return lines.slice(first);
  const more = [
    span(`${ellipsis} ${hidden + 1} more lines  `, 'warning'),
    keySpan(keys, 'nextOfAccount'),
    span(' goes on'),
  ];
  return [...lines.slice(first, first + height - 1), more];
}

/** What the plan loses and what may be done, which must be seen; then how it goes, where it leads, and each loss. */
export function accountLines(
  context: Omit<PlanContext, 'glyphs'>,
  columns: number,
): readonly Line[] {
  const {plan, history} = context;
  const {from, to} = plan.shown.plan;
  const place = (rows: readonly string[]): string =>
    rows.length === 0 ? 'base' : rows.map((row) => shortId(history, row)).join(', ');
  const losses = lossesLeft(plan);
  const lines: readonly Line[] = [
    ...lossTotal(plan, losses),
    ...next(context),
    ...progress(plan),
    ...halfDone(plan),
    ...lastStep(context, place),
    [
      span('from ', 'dim'),
      span(place(from), 'current'),
      span(' to ', 'dim'),
      span(place(to), 'current'),
      span(`   plan ${plan.shown.plan.id}`, 'dim'),
    ],
    ...hooksCalled(plan),
    ...stampAccount(plan),
    ...lossLines(losses),
  ];
  return lines.flatMap((line) => wrapLine(line, columns - 2));
}

/** Code of the project's own that a run calls beside what is shown. */
function hooksCalled({shown: {hooks}}: PlanScreen): readonly Line[] {
  if (hooks === undefined) return [];
  return [[span(`calls the hooks ${visible(hooks.join(', '))} of the configuration`, 'warning')]];
}

/** What a former run left half done, and where this one goes on. */
function halfDone({shown, steps}: PlanScreen): readonly Line[] {
  if (shown.unfinished === undefined || steps[0]?.kind === 'done') return [];
  const done = statementsDone(shown);
  const where = done === 0 ? '' : `; step 1 goes on with statement ${done + 1}`;
  return [[span(visible(unfinishedText(shown.unfinished) + where), 'warning')]];
}

/** The losses of the steps that have not been done; what was counted for a plan that failed says nothing any more. */
function lossesLeft({shown, steps, phase}: PlanScreen): readonly Loss[] {
  if (phase === 'done' || phase === 'failed') return [];
  const left = shown.plan.steps.filter((_, at) => steps[at]?.kind !== 'done');
  const revisions = new Set(left.map(({revision}) => revision));
  return shown.losses.filter(({revision}) => revisions.has(revision));
}

function lossTotal({phase}: PlanScreen, losses: readonly Loss[]): readonly Line[] {
  if (phase === 'done' || phase === 'failed') return [];
  if (losses.length === 0) return [[span('nothing will be lost', 'good')]];
  const total = totalLoss(losses);
  const sum = total === undefined ? 'not all of it can be counted' : `${total} in all`;
  return [[span(`will be lost, ${sum}:`, 'danger')]];
}

function stampAccount({shown: {stamp}}: PlanScreen): readonly Line[] {
  if (stamp === undefined) return [];
  return [
    [span(`will count as applied: ${stamp.starts.join(', ') || 'none more'}`)],
    [span(`will stop to count as applied: ${stamp.stops.join(', ') || 'none'}`)],
  ];
}

/** Where the database stands after the last step that was done, and what that changed. */
function lastStep(
  {plan, keys}: Pick<PlanContext, 'plan' | 'keys'>,
  place: (rows: readonly string[]) => string,
): readonly Line[] {
  const done = stepsDone(plan);
  const step = plan.shown.plan.steps[done - 1];
  const state = plan.steps[done - 1];
  if (step === undefined || state?.kind !== 'done') return [];
  const touched = tablesTouched(step.statements);
  return [
    [
      span('the database is at ', 'dim'),
      span(place(state.after), 'current'),
      span(`, it was at ${place(state.before)}`, 'dim'),
    ],
    ...countLines(plan, touched),
    ...(plan.phase === 'running' || step.direction === 'stamp'
      ? []
      : [[keySpan(keys, 'takeBack'), span(' take that back')]]),
  ];
}

/** Rows before and after in what was touched; the names alone until they were counted. */
function countLines({counts}: PlanScreen, touched: readonly string[]): readonly Line[] {
  if (counts.length > 0) {
    const each = counts.map(
      ({table, before, after}) => `${visible(table)} ${rowsText(before)} \u2192 ${rowsText(after)}`,
    );
    return [[span('rows: ', 'dim'), span(each.join(', '))]];
  }
  return touched.length === 0 ? [] : [[span(`touched: ${touched.map(visible).join(', ')}`, 'dim')]];
}

function rowsText(count: number | undefined): string {
  if (count === undefined) return 'none';
  return count > countedUpTo ? `over ${countedUpTo}` : String(count);
}

function progress(plan: PlanScreen): readonly Line[] {
  const lines: Line[] = [];
  if (plan.recovered !== undefined) lines.push([span(visible(plan.recovered), 'warning')]);
  if (plan.phase !== 'running') return lines;
  if (plan.holder !== undefined) {
    lines.push([span(`waiting for the lock, held by ${visible(plan.holder)}`, 'warning')]);
  }
  const seconds = Math.floor((plan.now - plan.startedAt) / 1000);
  const stopping = {no: '', afterStep: ', stops after this step', now: ', stopping'}[plan.stopping];
  lines.push([span(`running for ${seconds} s${stopping}`, 'focus')]);
  return lines;
}

/** What may be done now. */
function next({plan, environment, keys}: Omit<PlanContext, 'glyphs'>): readonly Line[] {
  const left = plan.steps.length - stepsDone(plan);
  if (plan.phase === 'done')
    return [[span('all steps are done  ', 'good'), span('esc', 'key'), span(' back')]];
  if (plan.phase === 'failed')
    return [
      [span('it did not go on  ', 'danger'), span('esc', 'key'), span(' back, to plan again')],
    ];
  if (plan.phase !== 'ready') return [];
  if (environment.readOnly)
    return [[span(`${environment.name} is read-only: nothing can be run from here`, 'warning')]];
  const rest =
    left > 1 && !environment.protected
      ? [span('   '), keySpan(keys, 'runRest'), span(` the ${left} that are left`)]
      : [];
  return [
    [
      keySpan(keys, 'runStep'),
      span(` run step ${stepsDone(plan) + 1}`),
      ...rest,
      span('   '),
      span('esc', 'key'),
      span(' stop here'),
    ],
  ];
}
