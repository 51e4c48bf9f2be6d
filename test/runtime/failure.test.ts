import {expect, test} from 'vitest';
import {stepFailed, type Failure} from '../../source/runtime/failure.ts';

const failure: Failure = {
  step: {
    revision: 'bb',
    direction: 'upgrade',
    message: 'make bb',
    statements: [{kind: 'sql', sql: 'select 1', transactional: true, hazards: []}],
    checksum: '',
    rowsAfter: ['bb'],
  },
  number: 1,
  statement: undefined,
  stays: 0,
  rows: ['aa'],
  cause: new Error('it cannot be'),
};

test('what the server adds to its message is said', () => {
  const cause = Object.assign(new Error('could not create unique index "ti"'), {
    code: '23505',
    detail: 'Key (a)=(11) is duplicated.',
  });
  expect(stepFailed({...failure, cause}).message).toBe(
    'upgrade of bb (make bb) failed in statement 1 of 1: could not create unique index "ti" (Key (a)=(11) is duplicated.)\nthe database stands at aa; nothing of this step stays',
  );
});

const outside = {kind: 'sql', sql: 'vacuum', transactional: false, hazards: []} as const;

test.for([
  ['in a statement', {number: 1}, 'nothing of this step stays'],
  ['at the commit', {number: undefined}, 'whether this step was committed is not known either'],
  [
    'in a statement outside the transaction',
    {number: 1, statement: outside},
    'whether statement 1, outside the transaction, took effect is not known either',
  ],
] as const)('a connection that is lost %s', ([, at, said]) => {
  expect(stepFailed({...failure, ...at, rows: undefined})).toMatchObject({
    message: expect.stringMatching(
      new RegExp(`the database no longer answers, so where it stands is not known; ${said}$`),
    ),
    hint: expect.stringMatching(/"athanor current".*the next run finds in the journal/),
  });
});
