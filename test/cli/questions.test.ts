import {expect, test} from 'vitest';
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

/**
 * Whatever the workbench or a terminal would ask: how one gets there, what asks, under which code and key of
 * `details` the answers are listed, and what is typed with the answer.
 */
const questions: readonly {
  readonly asks: string;
  readonly before?: readonly string[];
  readonly line: string;
  readonly code: string;
  readonly listed: string;
  readonly answered: string;
}[] = [
  {
    asks: 'which way up',
    before: ['upgrade aaaa'],
    line: 'upgrade +1',
    code: 'ambiguous_walk',
    listed: 'candidates',
    answered: 'upgrade left@+1',
  },
  {
    asks: 'which way down',
    before: ['upgrade heads'],
    line: 'downgrade -1',
    code: 'ambiguous_walk',
    listed: 'candidates',
    answered: 'downgrade right@-1',
  },
  {
    asks: 'on top of which head',
    line: 'revision -m more',
    code: 'multiple_heads',
    listed: 'candidates',
    answered: 'revision -m more --head bbbb',
  },
  {
    asks: 'which head is meant',
    line: 'upgrade head',
    code: 'multiple_heads',
    listed: 'candidates',
    answered: 'upgrade heads',
  },
  {
    asks: 'whether the loss is agreed to',
    before: ['upgrade bbbb'],
    line: 'downgrade base',
    code: 'loss',
    listed: 'losses',
    answered: 'downgrade base --allow drop-table:account',
  },
  {
    asks: 'for the name of a protected environment',
    line: '-n guarded upgrade aaaa',
    code: 'protected',
    listed: 'planId',
    answered: '-n guarded upgrade aaaa --expect PLAN',
  },
];

test.for(questions)(
  'without a terminal, $line does not ask $asks: it ends with the answers, and takes one',
  async ({before = [], line, code, listed, answered}) => {
    using project = new ProjectDirectory(files).withMikroOrm();
    const type = (words: string) => typed(project.path, [...words.split(' '), '--json']);
    for (const each of before) expect((await type(each)).code).toBe(0);
    const refused = await type(line);
    expect(refused.code).toBe(1);
    const {error}: {error: {code: string; details: Record<string, unknown>}} = JSON.parse(
      refused.out,
    );
    expect(error.code).toBe(code);
    const answers = error.details[listed];
    expect(typeof answers === 'string' || (Array.isArray(answers) && answers.length > 0)).toBe(
      true,
    );
    const plan = String(error.details['planId']);
    expect(await type(answered.replace('PLAN', plan))).toMatchObject({code: 0, err: ''});
  },
);
