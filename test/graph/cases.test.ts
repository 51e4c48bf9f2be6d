import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import type {CaseFile} from '../../tools/oracle/cases.ts';
import {Verdicts} from '../../tools/oracle/verdicts.ts';

const sample: CaseFile = JSON.parse(
  readFileSync(new URL('cases/sample.json', import.meta.url), 'utf8'),
);

test.for(sample.graphs)('agrees with the reference on $name', (given) => {
  const verdicts = new Verdicts();
  verdicts.judge(given);

  expect(verdicts.report().at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
});
