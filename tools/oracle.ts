/**
 * Answers files of questions about revision graphs, and compares with the answers of the reference.
 *
 *   npm run oracle -- FILE…            judges: counts by kind, the first disagreements, "N passed, M failed"
 *   npm run oracle -- --answers FILE…  prints the answers, one JSON object a line
 */
import {readFileSync} from 'node:fs';
import {answerFacts, answerQuestion, loadGraph} from './oracle/answer.ts';
import {isJudged, type CaseFile, type CaseGraph} from './oracle/cases.ts';
import {Verdicts} from './oracle/verdicts.ts';

function main(args: readonly string[]): number {
  const files = args.filter((argument) => argument !== '--answers');
  if (files.length === 0 || files.some((file) => file.startsWith('--'))) {
    process.stderr.write('usage: npm run oracle -- [--answers] FILE…\n');
    return 2;
  }
  const graphs = files.flatMap((file) => read(file).graphs);
  return args.includes('--answers') ? printAnswers(graphs) : printVerdicts(graphs);
}

function read(file: string): CaseFile {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function printAnswers(graphs: readonly CaseGraph[]): number {
  const lines = graphs.flatMap((given) => {
    const graph = loadGraph(given);
    const answers = (given.queries ?? []).flatMap((question, query) => {
      if (!isJudged(question)) return [];
      return [{graph: given.name, query, answer: answerQuestion(graph, question)}];
    });
    return [{graph: given.name, facts: answerFacts(graph)}, ...answers];
  });
  process.stdout.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return 0;
}

function printVerdicts(graphs: readonly CaseGraph[]): number {
  const verdicts = new Verdicts();
  for (const given of graphs) verdicts.judge(given);
  process.stdout.write(`${verdicts.report().join('\n')}\n`);
  return verdicts.failed > 0 ? 1 : 0;
}

process.exitCode = main(process.argv.slice(2));
