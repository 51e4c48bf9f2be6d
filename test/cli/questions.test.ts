import {expect, test} from 'vitest';
import type {Question} from '../../source/cli/questions.ts';
import {databaseFiles, ProjectDirectory} from '../support/project-directory.ts';
import {typed} from './typed.ts';

const files = databaseFiles(
  {
    aaaa: {
      message: 'accounts',
      upgrade: "  op.createTable('account', (t) => ({id: t.integer().primary()}));",
      downgrade: "  op.dropTable('account');",
    },
    bbbb: {
      down: 'aaaa',
      labels: ['left'],
      upgrade: "  op.execute('insert into account values (1)');",
    },
    cccc: {
      down: 'aaaa',
      labels: ['right'],
      upgrade: "  op.execute('insert into account values (2)');",
    },
  },
  "{environment: 'open', environments: {open: {}, guarded: {protected: true}}}",
);

/** Whatever a terminal would ask: how one gets there, what asks, and the code that it ends with instead. */
const questions: readonly {
  readonly asks: string;
  readonly before?: readonly string[];
  readonly line: string;
  readonly code: string;
  readonly count?: number;
}[] = [
  {asks: 'which way up', before: ['upgrade aaaa'], line: 'upgrade +1', code: 'ambiguous_walk'},
  {
    asks: 'which way down',
    before: ['upgrade heads'],
    line: 'downgrade -1',
    code: 'ambiguous_walk',
  },
  {asks: 'on top of which head', line: 'revision -m more', code: 'multiple_heads'},
  {asks: 'which head is meant', line: 'upgrade head', code: 'multiple_heads'},
  {
    asks: 'whether the loss is agreed to',
    before: ['upgrade bbbb'],
    line: 'downgrade base',
    code: 'loss',
  },
  {
    asks: 'for the name of a protected environment',
    line: '-n guarded upgrade aaaa',
    code: 'protected',
  },
  {
    asks: 'for the name of a protected environment, and whether the loss is agreed to',
    before: ['upgrade bbbb'],
    line: '-n guarded downgrade base',
    code: 'protected',
    count: 2,
  },
  {
    asks: 'for the name of a protected environment',
    line: '-n guarded ensure-version',
    code: 'protected',
  },
  {
    asks: 'for the name of a protected environment',
    line: '-n guarded stamp bbbb',
    code: 'protected',
  },
];

interface Refused {
  readonly error: {readonly code: string; readonly details: {readonly questions: Question[]}};
}

/** The command lines that give one answer to each question: the first answers, then the second ones, and so on. */
function answered(words: readonly string[], asked: readonly Question[]): readonly string[][] {
  const most = Math.max(...asked.map(({answers}) => answers.length));
  return Array.from({length: most}, (_, at) => {
    let line = [...words];
    for (const {answers} of asked) {
      const answer = answers[Math.min(at, answers.length - 1)];
      if (answer === undefined) throw new Error('a question without an answer');
      line = 'add' in answer ? [...line, ...answer.add] : [...answer.instead];
    }
    return line;
  });
}

test.for(questions)(
  'without a terminal, $line does not ask $asks: it ends with the questions, and takes each answer',
  async ({before = [], line, code, count = 1}) => {
    const words = [...line.split(' '), '--json'];
    let tried = 0;
    let lines: readonly string[][] = [words];
    while (tried < lines.length) {
      using project = new ProjectDirectory(files).withMikroOrm();
      const type = (typing: readonly string[]) => typed(project.path, typing);
      for (const each of before) expect((await type(each.split(' '))).code).toBe(0);
      const refused = await type(words);
      expect(refused.code).toBe(1);
      const {error}: Refused = JSON.parse(refused.out);
      expect(error.code).toBe(code);
      const {questions: asked} = error.details;
      expect(asked.map(({answers}) => answers.length > 0)).toEqual(Array(count).fill(true));
      lines = answered(words, asked);
      expect(await type(lines[tried] ?? [])).toMatchObject({code: 0, err: ''});
      tried++;
    }
  },
);
