import type {StatementView} from '../../ports.ts';
import {span, type Line} from '../../text/spans.ts';
import {sqlLines} from '../../text/sql-lines.ts';
import {visible, visibleLines} from '../../text/visible.ts';
import type {Tone} from '../../theme/tones.ts';

const numberColumns = 3;

type Hazard = StatementView['hazards'][number];

const tones: Readonly<Record<Hazard['kind'], Tone>> = {
  'drop-table': 'danger',
  'drop-column': 'danger',
  'drop-object': 'danger',
  'narrow-type': 'danger',
  'delete-rows': 'danger',
  rewrite: 'warning',
  lock: 'warning',
  'not-transactional': 'warning',
  'may-fail': 'warning',
};

/** Statements with their numbers, and under each what it may lock, rewrite or lose. */
export function statementLines(statements: readonly StatementView[]): readonly Line[] {
  return statements.flatMap((statement, at) => [
    ...numbered(at + 1, textOf(statement)),
    ...statement.hazards.map((hazard) => hazardLine(hazard)),
  ]);
}

/** What a statement says: its SQL, or the name and source of the user's own code. */
function textOf(statement: StatementView): readonly Line[] {
  if (statement.kind === 'sql') return sqlLines(statement.sql);
  return [
    [span('run ', 'keyword'), span(visible(statement.name), 'strong')],
    ...visibleLines(statement.source).map((line) => [span(line, 'dim')]),
  ];
}

/** What a statement may do beside what it says. */
function hazardLine({kind, message}: Hazard): Line {
  return [span(' '.repeat(numberColumns - 1)), span(`! ${visible(message)}`, tones[kind])];
}

function numbered(number: number, lines: readonly Line[]): readonly Line[] {
  return lines.map((line, at) => [
    span(
      `${at === 0 ? String(number).padStart(numberColumns - 1) : ' '.repeat(numberColumns - 1)}  `,
      'dim',
    ),
    ...line,
  ]);
}
