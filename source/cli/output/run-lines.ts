import type {RunEvent} from '../../runtime/events.ts';
import type {Colours} from './colours.ts';
import {planDocument, statementDocument, stands} from './plan-document.ts';
import {visible} from './visible.ts';

/** An event of a run for programs. */
export function eventDocument(event: RunEvent): object {
  if (event.kind === 'planned') return {kind: event.kind, ...planDocument(event.plan)};
  if (event.kind === 'statement') return {...event, statement: statementDocument(event.statement)};
  if (event.kind === 'stepStarted' || event.kind === 'stepFinished') {
    const {revision, direction, message, statements} = event.step;
    return {...event, step: {revision, direction, message, statements: statements.length}};
  }
  return event;
}

/** An event of a run for people, or nothing where it is not worth a line. */
export function eventLine(event: RunEvent, colours: Colours): string | undefined {
  if (event.kind === 'lockWaiting') return `waiting for ${visible(event.holder.description)}`;
  if (event.kind === 'hookFailed')
    return colours.warning(`the hook ${event.hook} failed: ${visible(event.message)}`);
  if (event.kind === 'recovered') return colours.warning(visible(event.message));
  if (event.kind === 'stepFinished') return stepLine(event, colours);
  if (event.kind === 'progress')
    return colours.faint(`statement ${event.number}: ${event.rows} of ${event.of} rows`);
  if (event.kind !== 'finished') return undefined;
  return event.steps === 0
    ? `nothing to do, the database stands at ${stands(event.rows)}`
    : `the database stands at ${colours.good(stands(event.rows))}`;
}

function stepLine(
  {step, ran, milliseconds}: Extract<RunEvent, {kind: 'stepFinished'}>,
  colours: Colours,
): string {
  const {direction, revision, message} = step;
  const line = `${direction} ${colours.id(visible(revision))} ${visible(message)}`;
  if (direction === 'stamp') return line;
  const count = `${ran} statement${ran === 1 ? '' : 's'}`;
  return line + colours.faint(`  ${count}, ${Math.round(milliseconds)} ms`);
}
