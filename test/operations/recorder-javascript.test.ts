import {expect, test} from 'vitest';
import type {Operations} from '../../source/operations/operations.ts';
import {record} from '../../source/operations/recorder.ts';

type Refusal = readonly [
  string,
  (op: Operations) => unknown,
  message: string,
  hint: string | undefined,
];

// What TypeScript does not let through, plain JavaScript does.
const refused: readonly Refusal[] = [
  [
    'columns not built with t',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.createTable('a', () => ({id: 'integer'})),
    "column id of a: expected a column built with t, not 'integer'",
    'say t.text(), for example',
  ],
  [
    'an unknown option',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.createTable('a', (t) => ({id: t.integer()}), {ifNotExist: true}),
    'createTable a has no option ifNotExist',
    'did you mean ifNotExists?',
  ],
  [
    'a missing name',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.dropTable(undefined),
    'dropTable: the table must be a text that is not empty, not undefined',
    undefined,
  ],
  [
    'an odd default',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.addColumn('a', 'b', (t) => t.text().default(null)),
    'column b of a: a default is a text, a finite number or a boolean, not null',
    'write other defaults as SQL: .defaultRaw(…)',
  ],
  [
    'columns as text',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.createUnique('u', 'a', 'b'),
    "createUnique u on a: the columns must be a list, not 'b'",
    undefined,
  ],
  [
    'an odd reference',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.createForeignKey('f', 'a', ['b'], ['c']),
    'createForeignKey f on a: references must be a table and its columns',
    "say ['author', ['id']]",
  ],
  [
    'an odd action',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.createForeignKey('f', 'a', ['b'], ['c', ['d']], {onDelete: 'explode'}),
    "createForeignKey f on a: onDelete must be one of no action, restrict, cascade, set null, set default, not 'explode'",
    undefined,
  ],
  [
    'an unknown change',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.alterColumn('a', 'b', {nulable: true}),
    'alterColumn, column b of a, has no option nulable',
    'did you mean nullable?',
  ],
  [
    'run without a function',
    // @ts-expect-error plain JavaScript may say it
    (op) => op.run('x', undefined),
    'run x: expected a function, not undefined',
    'say async (db) => …',
  ],
];

test.for(refused)('%s', ([, fn, message, hint]) => {
  expect(() => record(fn)).toThrow(expect.objectContaining({code: 'bad_operation', message, hint}));
});
