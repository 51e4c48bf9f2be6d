import {AthanorError} from '../errors.ts';
import type {Config, EnvironmentConfig, HistoryConfig, HookFunctions} from './config.ts';
import {complaintAboutTemplate} from './file-template.ts';
import {nearest} from './nearest.ts';

/** What a value must be, in words, and whether it is. */
interface Expected {
  readonly what: string;
  readonly holds: (value: unknown) => boolean;
  /** What is wrong with a value that holds, if anything is. */
  readonly complaint?: (value: unknown) => string | undefined;
  readonly keys?: Readonly<Record<string, Expected>>;
  /** What each value of an object with free keys must be. */
  readonly each?: Expected;
  /** What each object in a list must be. */
  readonly items?: Expected;
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text: Expected = {what: 'a string', holds: (value) => isString(value) && value !== ''};
const flag: Expected = {what: 'true or false', holds: (value) => typeof value === 'boolean'};
const version: Expected = {
  what: "a version such as '3.35' or '14'",
  holds: (value) => isString(value) && /^\d+(\.\d+)*$/.test(value),
};
const isDialect = (value: unknown) => value === 'postgresql' || value === 'sqlite';

function object(keys: Readonly<Record<string, Expected>>): Expected {
  return {what: 'an object', holds: isObject, keys};
}

const words = (value: unknown) =>
  Array.isArray(value) && value.length > 0 && value.every(text.holds);

const command = {command: {what: 'a list of words', holds: words}, directory: text};

const code: Expected = {what: 'a function', holds: (value) => typeof value === 'function'};

const history = {
  mikroOrm: text,
  revisions: {
    what: 'a directory or a list of directories',
    holds: (value) => text.holds(value) || words(value),
  },
  recursive: flag,
  fileTemplate: {
    ...text,
    complaint: (value) => (isString(value) ? complaintAboutTemplate(value) : undefined),
  },
  slugLength: {
    what: 'a whole number from 1 to 200',
    holds: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 200,
  },
  timezone: {
    what: "the name of a time zone, such as 'Europe/Vienna'",
    holds: (value) => isString(value) && isTimezone(value),
  },
  template: text,
  postWrite: {
    what: "a list of {command: ['prettier', '--write', '{file}']} or of functions",
    holds: (value) =>
      Array.isArray(value) &&
      value.every(
        (one: unknown) => typeof one === 'function' || (isObject(one) && words(one['command'])),
      ),
    items: object(command),
  },
  dialects: {
    what: "a list of 'postgresql' and 'sqlite'",
    holds: (value) => Array.isArray(value) && value.length > 0 && value.every(isDialect),
  },
  target: object({sqlite: version, postgresql: version}),
  versionTable: text,
  versionSchema: text,
  transaction: {
    what: "'revision' or 'run'",
    holds: (value) => value === 'revision' || value === 'run',
  },
  hooks: object({
    beforeRun: code,
    beforeStep: code,
    afterStep: code,
    afterRun: code,
    onEvent: code,
  } satisfies Record<keyof HookFunctions, Expected>),
} satisfies Record<keyof HistoryConfig, Expected>;

const environment = {
  ...history,
  database: text,
  contextName: text,
  urlVariable: text,
  protected: flag,
  readOnly: flag,
} satisfies Record<keyof EnvironmentConfig, Expected>;

const config = {
  ...history,
  environment: text,
  environments: {what: 'an object', holds: isObject, each: object(environment)},
  keys: {
    what: 'an object',
    holds: isObject,
    each: {what: "keys such as 'u ctrl+k'", holds: isString},
  },
} satisfies Record<keyof Config, Expected>;

/** Every key that a configuration may have, those of environments after a dot. */
export const configKeys: readonly string[] = [
  ...Object.keys(config),
  ...Object.keys(environment)
    .filter((key) => !(key in history))
    .map((key) => `environments.${key}`),
];

/** What a configuration file exports, checked: all its faults at once. Throws `bad_config`. */
export function checkConfig(value: unknown, file: string): Config {
  if (!isObject(value)) {
    throw new AthanorError('bad_config', `${file} exports no configuration`, {
      hint: 'it ends with: export default {…} satisfies Config;',
    });
  }
  const faults = [...faultsIn(value, config, '')];
  if (faults.length > 0) {
    throw new AthanorError('bad_config', `${file} is not right:\n${indented(faults)}`, {
      hint: `the keys are ${Object.keys(config).join(', ')}`,
      details: {file, faults},
    });
  }
  return value;
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`).join('\n');

function* faultsIn(
  value: Readonly<Record<string, unknown>>,
  keys: Readonly<Record<string, Expected>>,
  path: string,
): Generator<string, void> {
  for (const [key, given] of Object.entries(value)) {
    const expected = keys[key];
    if (expected === undefined) yield unknown(key, Object.keys(keys), path);
    else if (given !== undefined) yield* faultsOf(given, expected, `${path}${key}`);
  }
}

function* faultsOf(value: unknown, expected: Expected, path: string): Generator<string, void> {
  if (!expected.holds(value)) {
    yield `${path} must be ${expected.what}, not ${shown(value)}`;
    return;
  }
  const complaint = expected.complaint?.(value);
  if (complaint !== undefined) yield `${path} ${complaint}`;
  yield* faultsWithin(value, expected, path);
}

function* faultsWithin(value: unknown, expected: Expected, path: string): Generator<string, void> {
  const {items} = expected;
  if (items !== undefined && Array.isArray(value)) {
    const objects = value.entries().filter(([, item]) => isObject(item));
    for (const [index, item] of objects) yield* faultsOf(item, items, `${path}[${index}]`);
  }
  if (!isObject(value)) return;
  if (expected.keys) yield* faultsIn(value, expected.keys, `${path}.`);
  const {each} = expected;
  if (each === undefined) return;
  for (const [name, inner] of Object.entries(value))
    yield* faultsOf(inner, each, `${path}.${name}`);
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: name}).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function unknown(key: string, known: readonly string[], path: string): string {
  const meant = nearest(key, known);
  return `${path}${key} is no key${meant === undefined ? '' : `; did you mean ${path}${meant}?`}`;
}

function shown(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? typeof value;
  return Array.isArray(value) ? JSON.stringify(value) : 'an object';
}
