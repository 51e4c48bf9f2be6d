import type {MeasuredPlan} from '../../commands/plan-to.ts';
import {statementsDone, unfinishedText} from '../../commands/unfinished.ts';
import type {Plan} from '../../runtime/plan.ts';
import type {Colours} from './colours.ts';
import {visible, visibleLines} from './visible.ts';

type PlanStatement = Plan['steps'][number]['statements'][number];

/** A plan for programs. */
export function planDocument({id, from, steps, to}: Plan) {
  return {
    planId: id,
    from,
    steps: steps.map(({revision, direction, message, statements, rowsAfter}) => ({
      revision,
      direction,
      message,
      statements: statements.map(statementDocument),
      rowsAfter,
    })),
    to,
  };
}

/** A measured plan for programs. */
export function measuredDocument({plan, losses, stamp, unfinished, hooks}: MeasuredPlan) {
  return {
    ...planDocument(plan),
    losses,
    ...(unfinished && {unfinished}),
    ...(hooks && {hooks}),
    ...(stamp && {starts: stamp.starts, stops: stamp.stops}),
  };
}

/** A statement for programs. The user's own code is told by its name and source. */
export function statementDocument(statement: PlanStatement) {
  const {transactional, hazards} = statement;
  const own = statement.kind === 'run' ? {run: statement.name, source: statement.source} : {};
  return {sql: sqlOf(statement), transactional, hazards, ...own};
}

/** A plan for people: every statement, and what it may lose. */
export function planText(shown: MeasuredPlan, colours: Colours): string {
  const {plan, losses, stamp, unfinished, hooks} = shown;
  const lines = [`plan ${colours.id(plan.id)}, from ${stands(plan.from)}`];
  if (unfinished) lines.push(colours.warning(visible(unfinishedText(unfinished))));
  for (const [index, {revision, direction, message, statements}] of plan.steps.entries()) {
    lines.push(
      '',
      `${colours.strong(direction)} ${colours.id(visible(revision))} ${visible(message)}`,
    );
    const done = index === 0 ? statementsDone(shown) : 0;
    for (const [at, statement] of statements.entries()) {
      if (at < done)
        lines.push(colours.faint(`  -- statement ${at + 1} is done and is not run again`));
      lines.push(...statementLines(statement, colours));
    }
  }
  lines.push(...stampLines(stamp));
  if (plan.steps.length === 0) return [...lines, 'nothing to do'].join('\n');
  if (hooks) lines.push('', `calls the hooks ${hooks.join(', ')} of the configuration`);
  lines.push('', ...losses.map((loss) => colours.danger(`loses ${lossLine(loss)}`)));
  lines.push(`leads to ${stands(plan.to)}`);
  return lines.join('\n');
}

function stampLines(stamp: MeasuredPlan['stamp']): readonly string[] {
  const {starts = [], stops = []} = stamp ?? {};
  return [
    {verb: 'starts', revisions: starts},
    {verb: 'stops', revisions: stops},
  ].flatMap(({verb, revisions}) =>
    revisions.length === 0 ? [] : [`${verb} to count as applied: ${visible(revisions.join(', '))}`],
  );
}

/** A loss in a line: what, where, how much. */
export function lossLine({kind, object, count, revision}: MeasuredPlan['losses'][number]): string {
  const unit = kind === 'drop-table' || kind === 'delete-rows' ? 'row' : 'value';
  const size =
    count === undefined
      ? `an unknown number of ${unit}s`
      : `${count} ${unit}${count === 1 ? '' : 's'}`;
  return `${size} of ${visible(object)} (${kind}, revision ${visible(revision)})`;
}

/** Where rows say that a database stands. */
export const stands = (rows: readonly string[]): string => visible(rows.join(', ')) || 'base';

/** The SQL of a statement; of the user's own code, a comment that names it. */
function sqlOf(statement: PlanStatement): string {
  return statement.kind === 'sql' ? statement.sql : `-- run ${JSON.stringify(statement.name)}`;
}

function statementLines(statement: PlanStatement, colours: Colours): readonly string[] {
  const text =
    statement.kind === 'sql' ? `${statement.sql};` : `${sqlOf(statement)}\n${statement.source}`;
  const outside = statement.transactional ? [] : [colours.warning('  -- outside any transaction')];
  return [
    ...outside,
    ...visibleLines(text)
      .split('\n')
      .map((line) => `  ${line}`),
    ...statement.hazards.map(({kind, message}) =>
      colours.warning(`  -- ${kind}: ${visible(message)}`),
    ),
  ];
}
