import {AthanorError} from '../errors.ts';
import {didYouMean} from '../schema/nearest.ts';
import type {TableName} from '../schema/table.ts';
import type {TableRef} from './operations.ts';

// Revision files may be plain JavaScript, so what the types promise is looked at again here.

/** The error for an argument that can be seen to be wrong. */
export function refusal(message: string, hint?: string): AthanorError {
  return new AthanorError('bad_operation', message, {hint});
}

/** The text given, which must not be empty. `what` names it in the error: `createIndex: the name`. */
export function text(value: unknown, what: string): string {
  if (typeof value === 'string' && value.trim() !== '' && !value.includes('\0')) return value;
  throw refusal(`${what} must be a text that is not empty, not ${shown(value)}`);
}

/** The table meant. Throws for `'sales.order'`, which could be either of two things. */
export function tableName(ref: TableRef | undefined, what: string): TableName {
  if (typeof ref === 'object' && ref !== null) {
    known(ref, ['schema', 'name'], `${what}: the table`);
    const name = text(ref.name, `${what}: the table's name`);
    return ref.schema === undefined
      ? {name}
      : {schema: text(ref.schema, `${what}: the table's schema`), name};
  }
  const name = text(ref, `${what}: the table`);
  const dot = name.indexOf('.');
  if (dot < 0) return {name};
  throw refusal(
    `${what}: ${name} has a dot in it`,
    `name the schema apart: {schema: '${name.slice(0, dot)}', name: '${name.slice(dot + 1)}'}`,
  );
}

/** A list of names, not empty, each once. */
export function nameList(value: unknown, what: string): readonly string[] {
  const names = list(value, what).map((each) => text(each, what));
  if (names.length === 0) throw refusal(`${what} must name at least one column`);
  const twice = repeated(names);
  if (twice !== undefined) throw refusal(`${what} names ${twice} twice`);
  return names;
}

/** An array, copied, so that what happens to the caller's does not happen to the operation. */
export function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return [...value];
  throw refusal(`${what} must be a list, not ${shown(value)}`);
}

/** The options given, `{}` when absent. Throws for one that there is not. */
export function known<T extends object>(
  options: T | undefined,
  names: readonly (keyof T & string)[],
  what: string,
): T | Record<string, never> {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw refusal(`${what} must be an object, not ${shown(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (names.some((name) => name === key)) continue;
    throw refusal(
      `${what} has no option ${key}`,
      didYouMean(key, names) ?? `it has ${names.join(', ')}`,
    );
  }
  return options;
}

/** One of a few words, or absent. */
export function oneOf<Word extends string>(
  value: Word | undefined,
  words: readonly Word[],
  what: string,
): Word | undefined {
  if (value === undefined || words.includes(value)) return value;
  throw refusal(`${what} must be one of ${words.join(', ')}, not ${shown(value)}`);
}

/** True, false or absent. */
export function flag(value: boolean | undefined, what: string): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw refusal(`${what} must be true or false, not ${shown(value)}`);
}

/** The first that occurs a second time. */
export function repeated<T>(values: readonly T[]): T | undefined {
  return values.find((value, at) => values.indexOf(value) < at);
}

/** A value as an error shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'function') return 'a function';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
