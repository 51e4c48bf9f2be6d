import type {UnfinishedStep} from '../runtime/recovery.ts';
import type {MeasuredPlan} from './plan-to.ts';

/** An unfinished step in words. */
export function unfinishedText({revision, direction, statements, inDoubt}: UnfinishedStep): string {
  const done =
    statements === 1 ? 'statement 1 is done' : `statements 1 to ${String(statements)} are done`;
  const said = statements === 0 ? [] : [done];
  const asked = inDoubt ? [`of statement ${String(statements + 1)} it is not known`] : [];
  return `${direction} of ${revision} has not come to its end: ${[...said, ...asked].join(', ') || 'a statement of it failed'}`;
}

/** How many statements of the first step a run leaves out, since they are done. */
export function statementsDone({
  plan: {steps},
  unfinished,
}: Pick<MeasuredPlan, 'plan' | 'unfinished'>): number {
  const [first] = steps;
  if (first === undefined || unfinished === undefined) return 0;
  const isSame = first.revision === unfinished.revision && first.direction === unfinished.direction;
  return isSame ? unfinished.statements : 0;
}
