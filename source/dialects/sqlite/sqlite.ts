import type {Dialect} from '../dialect.ts';
import {compile} from './compile.ts';
import {literal, quote, tableName} from './quote.ts';
import {stored} from './stored.ts';
import {typeText} from './types.ts';

/** SQLite: alters in place what the declared version can, and rebuilds a table for the rest. */
export const sqlite: Dialect = {
  name: 'sqlite',
  quote,
  literal,
  tableName,
  typeText,
  compile,
  stored,
};
