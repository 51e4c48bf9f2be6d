import {list, oneOf, refusal, repeated, shown, text} from './arguments.ts';
import type {Draft} from './column-draft.ts';
import {wordsOfTypes} from './column-words.ts';

/**
 * Throws `bad_operation` for a column that no database could make. `where` names the column in the
 * message. With `typeOnly`, for whatever says more than a type, too.
 */
export function checkDraft(
  draft: Draft,
  where: string,
  {typeOnly = false}: {readonly typeOnly?: boolean} = {},
): void {
  checkWords(draft, where);
  checkNumbers(draft, where);
  checkTexts(draft, where);
  if (draft.kind === 'enum') checkEnum(draft, where);
  if (typeOnly) checkTypeOnly(draft, where);
  else checkTogether(draft, where);
  if ('default' in draft) checkDefault(draft, where);
}

const typesOfWord: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(wordsOfTypes));

function checkWords(draft: Draft, where: string): void {
  for (const word of Object.keys(draft)) {
    const types = typesOfWord.get(word);
    if (types === undefined || types.includes(draft.kind)) continue;
    throw refusal(
      `${where}: ${word} does not go with the type ${draft.kind}`,
      `leave .${word}() out; it goes with ${types.join(', ')}`,
    );
  }
}

function checkNumbers(draft: Draft, where: string): void {
  // The digits of a second may be none.
  const least = draft.kind === 'datetime' || draft.kind === 'time' ? 0 : 1;
  wholeNumber(draft.length, least, `${where}: the length`);
  wholeNumber(draft.precision, 1, `${where}: the precision`);
  wholeNumber(draft.scale, 0, `${where}: the scale`);
  const {precision, scale} = draft;
  if (scale !== undefined && precision === undefined) {
    throw refusal(`${where}: a scale needs a precision`, `say .precision(10).scale(${scale})`);
  }
  if (scale !== undefined && precision !== undefined && scale > precision) {
    throw refusal(`${where}: the scale ${scale} is greater than the precision ${precision}`);
  }
}

function wholeNumber(value: number | undefined, least: number, what: string): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  throw refusal(`${what} must be a whole number from ${least}, not ${shown(value)}`);
}

function checkTexts(draft: Draft, where: string): void {
  const texts = {
    // Empty, a column of SQLite has no type.
    "raw type's SQL": draft.kind === 'raw' && draft.sql !== '' ? (draft.sql ?? '') : undefined,
    'default SQL': draft.defaultRaw,
    collation: draft.collation,
    comment: draft.comment,
    ...nativeTexts(draft.nativeEnumName),
    'generated expression': draft.generated?.expression,
    "unique constraint's name": draft.unique === true ? undefined : draft.unique,
  };
  for (const [what, value] of Object.entries(texts)) {
    if (value !== undefined) text(value, `${where}: the ${what}`);
  }
  oneOf(draft.identity, ['always', 'by default'], `${where}: identity`);
  oneOf(draft.generated?.kind, ['stored', 'virtual'], `${where}: generated`);
}

function nativeTexts(name: Draft['nativeEnumName']): Readonly<Record<string, string | undefined>> {
  if (name === undefined || typeof name === 'string') return {'native enum': name};
  return {'native enum': name.name, "native enum's schema": name.schema};
}

function checkEnum({items, nativeEnumName}: Draft, where: string): void {
  const given = list(items, `${where}: the items of the enum`);
  if (given.length === 0) throw refusal(`${where}: the enum has no items`);
  const odd = given.find((item) => typeof item !== 'string' && !Number.isFinite(item));
  if (odd !== undefined) {
    throw refusal(`${where}: an item of an enum is a text or a number, not ${shown(odd)}`);
  }
  const twice = repeated(given);
  if (twice !== undefined) throw refusal(`${where}: the enum has ${shown(twice)} twice`);
  if (nativeEnumName !== undefined && given.some((item) => typeof item === 'number')) {
    throw refusal(`${where}: a native enum has texts only`, 'leave .nativeEnumName() out');
  }
}

/** Pairs of words that contradict each other, with what to do. */
const contradictions: readonly (readonly [keyof Draft, keyof Draft, hint: string])[] = [
  ['default', 'defaultRaw', 'a value goes into .default(), SQL into .defaultRaw(); leave one out'],
  ['default', 'autoincrement', 'the database numbers the rows; leave the default out'],
  ['defaultRaw', 'autoincrement', 'the database numbers the rows; leave the default out'],
  ['default', 'identity', 'the database numbers the rows; leave the default out'],
  ['defaultRaw', 'identity', 'the database numbers the rows; leave the default out'],
  ['autoincrement', 'identity', 'they are two ways to number rows; leave one out'],
  ['generated', 'default', 'the column is computed; leave the default out'],
  ['generated', 'defaultRaw', 'the column is computed; leave the default out'],
  ['generated', 'autoincrement', 'the column is computed; leave .autoincrement() out'],
  ['generated', 'identity', 'the column is computed; leave .identity() out'],
  ['nullable', 'primary', 'a primary key holds no null; leave .nullable() out'],
  ['nullable', 'autoincrement', 'a numbered column holds no null; leave .nullable() out'],
  ['nullable', 'identity', 'a numbered column holds no null; leave .nullable() out'],
];

function checkTogether(draft: Draft, where: string): void {
  const said = new Set(Object.keys(draft));
  if (draft.nullable === false) said.delete('nullable');
  for (const [one, other, hint] of contradictions) {
    if (!said.has(one) || !said.has(other)) continue;
    throw refusal(`${where}: ${one} and ${other} contradict each other`, hint);
  }
}

const wordsOfType: ReadonlySet<string> = new Set([
  'kind',
  'items',
  'sql',
  'length',
  'precision',
  'scale',
  'nativeEnumName',
  'array',
]);

function checkTypeOnly(draft: Draft, where: string): void {
  const more = Object.keys(draft).find((word) => !wordsOfType.has(word));
  if (more === undefined) return;
  throw refusal(
    `${where}: the type says ${more}, too`,
    `say it beside the type, as in {type: (t) => t.${draft.kind}(…), nullable: true}, or in an operation of its own`,
  );
}

function checkDefault({kind, items, default: value}: Draft, where: string): void {
  const fit = ['string', 'boolean'].includes(typeof value) || Number.isFinite(value);
  if (!fit) {
    throw refusal(
      `${where}: a default is a text, a finite number or a boolean, not ${shown(value)}`,
      'write other defaults as SQL: .defaultRaw(…)',
    );
  }
  if (kind === 'enum' && !items?.some((item) => item === value)) {
    throw refusal(`${where}: the default ${shown(value)} is none of the enum's items`);
  }
}
