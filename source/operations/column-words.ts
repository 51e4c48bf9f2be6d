import type {ColumnType} from '../schema/column.ts';

type TypeWord = ColumnType['kind'];

const whole: readonly TypeWord[] = ['integer', 'smallint', 'tinyint', 'mediumint', 'bigint', 'raw'];

/** The words of the builder that go with some types only, and with which. */
export const wordsOfTypes = {
  length: ['string', 'character', 'datetime', 'time'],
  precision: ['decimal'],
  scale: ['decimal'],
  nativeEnumName: ['enum'],
  array: ['enum'],
  autoincrement: whole,
  identity: whole,
} as const satisfies Readonly<Record<string, readonly TypeWord[]>>;
