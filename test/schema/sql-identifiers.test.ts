import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  mentionsColumn,
  withColumnRenamed,
  withTableRenamed,
} from '../../source/schema/sql-identifiers.ts';
import {tokens} from '../../source/schema/sql-text.ts';

describe('tokens', () => {
  test('joined are the text again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 60}), (sql) => {
        expect(
          tokens(sql)
            .map(({text}) => text)
            .join(''),
        ).toBe(sql);
      }),
    );
  });

  test('joined are the text again when it looks like SQL', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      '`',
      '[',
      ']',
      '$$',
      '$a$',
      '--',
      '/*',
      '*/',
      '::',
      'e',
      "'a''b'",
      '\n',
      ' x ',
      '1.5',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        expect(
          tokens(pieces.join(''))
            .map(({text}) => text)
            .join(''),
        ).toBe(pieces.join(''));
      }),
    );
  });
});

describe('withColumnRenamed', () => {
  test.for([
    ['note > 1', 'remark > 1'],
    ['Note > 1', 'remark > 1'],
    ['"note" <> \'note\'', '"remark" <> \'note\''],
    ['"Note" > 1', '"Note" > 1'],
    ['`note` > 1 and [note] < 3', '`remark` > 1 and [remark] < 3'],
    ["note = any (array[note, 'note'])", "remark = any (array[remark, 'note'])"],
    ["(note)::text = 'x'::note", "(remark)::text = 'x'::note"],
    ['cast(x as note) > note', 'cast(x as note) > remark'],
    ['note(note)', 'note(remark)'],
    ['account.note > other.note', 'account.remark > other.note'],
    ['"account"."note" > 1', '"account"."remark" > 1'],
    ['note.field > 1', 'note.field > 1'],
    ["note '2020-01-01' < note", "note '2020-01-01' < remark"],
    ["note like E'it\\'s note' -- note", "remark like E'it\\'s note' -- note"],
    ['$$note$$ || note /* note */', '$$note$$ || remark /* note */'],
    ['note collate note', 'remark collate note'],
    ['extract(note from note)', 'extract(note from remark)'],
    ['notes + a_note + note2', 'notes + a_note + note2'],
  ] as const)('%s → %s', ([before, after]) => {
    expect(withColumnRenamed(before, {table: 'account', from: 'note', to: 'remark'})).toBe(after);
  });

  test.for([
    ['zone', 'at::timestamp with time zone > zone', 'at::timestamp with time zone > x'],
    ['precision', 'a::double precision > precision', 'a::double precision > x'],
  ] as const)('a word of a type of several is no column: %s', ([from, before, after]) => {
    expect(withColumnRenamed(before, {table: 't', from, to: 'x'})).toBe(after);
  });

  test.for([
    ['order', '"order" > 1'],
    ['Big', '"Big" > 1'],
    ['two words', '"two words" > 1'],
    ['a"b', '"a""b" > 1'],
  ] as const)('quotes %s where it must', ([to, after]) => {
    expect(withColumnRenamed('note > 1', {table: 't', from: 'note', to})).toBe(after);
  });
});

test.for([
  ['account.note > 1', 'member.note > 1'],
  ['"account"."account" > account', '"member"."account" > account'],
  ["'account.x' = account.x", "'account.x' = member.x"],
] as const)('withTableRenamed: %s → %s', ([before, after]) => {
  expect(withTableRenamed(before, 'account', 'member')).toBe(after);
});

test.for([
  ['lower(email)', true],
  ["'email'", false],
  ['emails > 1', false],
  ['email(x)', false],
  ['other.email', false],
  ['account.email', true],
] as const)('mentionsColumn: %s is %s', ([sql, mentioned]) => {
  expect(mentionsColumn(sql, 'account', 'email')).toBe(mentioned);
});
