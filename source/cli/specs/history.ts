import type {History} from '../../commands/history.ts';
import {AthanorError} from '../../errors.ts';
import {diagramFormats, type DiagramFormat} from '../../graph/diagram.ts';
import {drawLanes, laneText} from '../../graph/draw-lanes.ts';
import {layoutLanes} from '../../graph/lanes.ts';
import type {RevisionGraph} from '../../graph/revision-graph.ts';
import type {Colours} from '../output/colours.ts';
import {marksOf, revisionLine} from '../output/revision-lines.ts';
import {entryText, verboseOption} from '../output/revision-entry.ts';
import type {CommandSpec, Given} from '../spec.ts';

export const history: CommandSpec = {
  name: 'history',
  group: 'Look',
  summary: 'all revisions, newest first',
  description:
    'Prints the revisions, drawn as a graph. Reads revision files as text, and no database.',
  arguments: [],
  options: [
    {
      flags: '-r, --rev-range <range>',
      completes: 'revisions',
      description: 'START:END, START: or :END; current asks the database',
    },
    {flags: '-i, --indicate-current', description: 'mark what the database stands at'},
    verboseOption,
    {
      flags: '--format <language>',
      description: 'the graph for documents: mermaid or dot',
      completes: diagramFormats,
    },
  ],
  examples: [
    {line: 'athanor history', does: 'the graph, newest first'},
    {line: 'athanor history -r current:', does: 'what an upgrade would apply, and where it starts'},
    {line: 'athanor history --format mermaid', does: 'the graph for a pull request'},
    {line: 'athanor history --json', does: 'the same for programs'},
  ],
  async perform(context, given) {
    const {history: command, historyDiagram} = await import('../../commands/history.ts');
    const format = formatOf(given);
    await using project = await context.open();
    const input = {
      range: given.text('revRange'),
      indicateCurrent: given.flag('indicateCurrent'),
    };
    if (format !== undefined) {
      const text = await historyDiagram(project, {...input, format});
      context.print({format, text}, () => text);
      return 0;
    }
    const answer = await command(project, input);
    const verbose = given.flag('verbose');
    context.print(answer, () =>
      verbose
        ? answer.revisions.map((entry) => entryText(entry, context)).join('\n')
        : drawn(answer, project.graph, context.colours),
    );
    return 0;
  },
};

function formatOf(given: Given): DiagramFormat | undefined {
  const text = given.text('format');
  const format = diagramFormats.find((one) => one === text);
  if (text === undefined || format !== undefined) return format;
  throw new AthanorError('usage', `--format ${text} is not known`, {
    hint: `say ${diagramFormats.join(' or ')}; without it the graph is drawn for the terminal`,
  });
}

function drawn({revisions}: History, graph: RevisionGraph, colours: Colours): string {
  const rows = layoutLanes(
    graph,
    revisions.map(({revision}) => revision),
  );
  const lines = revisions.map((entry, index) => {
    const row = rows[index];
    const marks = entry.isCurrent === true ? [...marksOf(entry), 'current'] : marksOf(entry);
    const lanes =
      row === undefined
        ? ''
        : laneText(drawLanes(row, {glyph: entry.isHead ? '◉' : '○', maxLanes: 16}));
    return `${lanes}  ${revisionLine(entry, marks, colours)}`;
  });
  return lines.join('\n');
}
