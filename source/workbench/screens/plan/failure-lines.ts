import type {AthanorError} from '../../../errors.ts';
import type {State} from '../../store/state.ts';
import {wrapWords} from '../../text/cut.ts';
import {span, type Line} from '../../text/spans.ts';
import {sqlLines} from '../../text/sql-lines.ts';
import {visible, visibleLines} from '../../text/visible.ts';
import {wrapLines} from '../../text/wrap-line.ts';
import type {Tone} from '../../theme/tones.ts';
import {planOnScreen} from './plan-reducer.ts';
import {standingOf} from '../explore/standing.ts';

/** What went wrong: what was said, in which statement and where in it, and where the database stands now. */
export function failureLines(state: State, error: AthanorError, columns: number): readonly Line[] {
  const {message, hint, details = {}} = error;
  return [
    ...text(message, 'danger', columns),
    ...facts(details),
    ...statement(details, columns),
    // Where the database stands matters once something has been run on it.
    ...(planOnScreen(state) === undefined ? [] : [[], standing(state)]),
    ...(hint === undefined ? [] : [[], ...text(`hint: ${hint}`, 'plain', columns)]),
  ];
}

type Details = NonNullable<AthanorError['details']>;

function text(all: string, tone: Tone, columns: number): readonly Line[] {
  return visibleLines(all)
    .flatMap((line) => wrapWords(line, columns))
    .map((line) => [span(line, tone)]);
}

function facts(details: Details): readonly Line[] {
  const named = [
    ['code', details['sqlstate']],
    ['detail', details['serverDetail']],
  ] as const;
  return named.flatMap(([name, value]): readonly Line[] =>
    typeof value === 'string' ? [[span(`${name}: `, 'dim'), span(visible(value))]] : [],
  );
}

/** The statement, with a mark under the place that the server complains about. */
function statement({sql, position}: Details, columns: number): readonly Line[] {
  if (typeof sql !== 'string') return [];
  const at = typeof position === 'number' ? markAt(sql, position) : undefined;
  if (at === undefined) return [[], ...wrapLines(sqlLines(sql), columns)];
  const [line = ''] = sql.split('\n').slice(at.line, at.line + 1);
  const from = Math.max(0, at.column - Math.floor(columns / 2));
  const shown = visible(line.slice(from, from + columns));
  return [[], [span(shown)], [span(`${' '.repeat(at.column - from)}^`, 'danger')]];
}

function markAt(sql: string, position: number): {readonly line: number; readonly column: number} {
  const before = sql.slice(0, position - 1).split('\n');
  return {line: before.length - 1, column: before.at(-1)?.length ?? 0};
}

function standing(state: State): Line {
  const known = standingOf(state);
  if (known === undefined) return [span('where the database stands is not known', 'warning')];
  const rows = known.rows.length === 0 ? 'base' : known.rows.join(', ');
  return [span('the database stands at '), span(visible(rows), 'current')];
}
