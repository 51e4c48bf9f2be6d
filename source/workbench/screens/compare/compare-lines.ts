import type {RevisionId} from '../../../graph/revision.ts';
import type {Comparison} from '../../ports.ts';
import {changeLines, unknownText} from '../explore/schema-lines.ts';
import {shortId, type HistoryView} from '../explore/history-view.ts';
import {span, type Line} from '../../text/spans.ts';
import {sqlLines} from '../../text/sql-lines.ts';
import {visible, visibleLines} from '../../text/visible.ts';
import {wrapLine, wrapLines} from '../../text/wrap-line.ts';
import type {CompareScreen} from './compare-state.ts';

/** How two revisions stand to each other, then what leads from the schema at the one to that at the other. */
export function compareLines(
  history: HistoryView,
  screen: CompareScreen,
  columns: number,
): readonly Line[] {
  const {from, to, found, tab} = screen;
  const head: readonly Line[] = [
    sideLine(history, 'from ', from),
    sideLine(history, 'to   ', to),
    [span(relation(history, from, to), 'dim')],
    [],
  ];
  const body = found.kind === 'ready' ? bodyOf(found.value, tab) : waiting(found);
  return [...head.flatMap((line) => wrapLine(line, columns - 2)), ...wrapLines(body, columns - 2)];
}

function sideLine(history: HistoryView, word: string, id: RevisionId): Line {
  const {message} = history.graph.get(id);
  return [span(word, 'dim'), span(shortId(history, id), 'id'), span(` ${visible(message)}`)];
}

function relation({graph}: HistoryView, from: RevisionId, to: RevisionId): string {
  const [below, above] = [graph.ancestors([from]), graph.ancestors([to])];
  if (above.has(from)) return `${revisions(above.difference(below).size)} up`;
  if (below.has(to)) return `${revisions(below.difference(above).size)} down`;
  const only = `${revisions(below.difference(above).size)} only on the one, ${above.difference(below).size} only on the other`;
  return `on different lines: ${only}`;
}

const revisions = (count: number): string => `${count} revision${count === 1 ? '' : 's'}`;

function waiting(found: Exclude<CompareScreen['found'], {kind: 'ready'}>): readonly Line[] {
  if (found.kind !== 'failed') return [[span('comparing', 'dim')]];
  return [
    ...visibleLines(found.message).map((line): Line => [span(line, 'danger')]),
    ...(found.hint === undefined ? [] : [[span(`hint: ${visible(found.hint)}`, 'dim')]]),
  ];
}

function bodyOf({diff, sql}: Comparison, tab: CompareScreen['tab']): readonly Line[] {
  return tab === 'schema' ? schemaBody(diff) : sqlBody(sql);
}

function schemaBody({changes, from, to, hints}: Comparison['diff']): readonly Line[] {
  const raw = new Set(
    [...from.unknowns, ...to.unknowns].map(({revision, sql}) => `${revision} ${sql}`),
  );
  return [
    ...(raw.size === 0 ? [] : [[span(unknownText(raw.size), 'warning')]]),
    ...hints.map(({text}): Line => [span(visible(text), 'warning')]),
    ...(changes.length === 0
      ? [[span('the schemas are alike', 'good')]]
      : changes.flatMap((change) => changeLines(change))),
  ];
}

function sqlBody(sql: Comparison['sql']): readonly Line[] {
  if (sql.kind === 'failed') return visibleLines(sql.message).map((line) => [span(line, 'danger')]);
  if (sql.statements.length === 0) return [[span('nothing to run', 'dim')]];
  return sql.statements.flatMap((statement) => [...sqlLines(`${statement};`), []]);
}
