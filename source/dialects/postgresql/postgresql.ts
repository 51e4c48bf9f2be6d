import type {Dialect} from '../dialect.ts';
import {compile} from './compile.ts';
import {literal, qualified, quote} from './quote.ts';
import {stored} from './stored.ts';
import {typeText} from './types.ts';

/** PostgreSQL: alters in place, names everything with its schema, and does not depend on the search path. */
export const postgresql: Dialect = {
  name: 'postgresql',
  quote,
  literal,
  tableName: qualified,
  typeText,
  compile,
  stored,
};
