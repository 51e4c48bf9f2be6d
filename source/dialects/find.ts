import type {Dialect, DialectName} from './dialect.ts';
import {postgresql} from './postgresql/postgresql.ts';
import {sqlite} from './sqlite/sqlite.ts';

const dialects: Readonly<Record<DialectName, Dialect>> = {postgresql, sqlite};

/** The dialect of this name. */
export function dialectNamed(name: DialectName): Dialect {
  return dialects[name];
}
