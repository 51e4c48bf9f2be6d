import {refusal, shown} from './arguments.ts';

/** A value as data: JSON keeps it, and `undefined` there is none. */
export type Value =
  | string
  | number
  | boolean
  | null
  | {readonly bigint: string}
  /** ISO 8601, UTC. */
  | {readonly instant: string}
  /** Hexadecimal digits. */
  | {readonly bytes: string}
  /** What is a list or an object in TypeScript: for a column of JSON or of a list. */
  | {readonly json: unknown};

/** What a revision may give as a value. */
export type Given =
  | string
  | number
  | bigint
  | boolean
  | null
  | Date
  | Uint8Array
  | readonly unknown[]
  | {readonly [key: string]: unknown};

/** The value as data. `what` names it in the error. Throws `bad_operation` for what no database can hold. */
export function valueOf(given: unknown, what: string): Value {
  if (given === null || typeof given === 'string' || typeof given === 'boolean') return given;
  if (typeof given === 'bigint') return {bigint: String(given)};
  if (typeof given === 'number' && Number.isFinite(given)) return given;
  if (isInstant(given)) return {instant: given.toISOString()};
  if (given instanceof Uint8Array) return {bytes: hexadecimal(given)};
  if (isPlain(given)) return {json: jsonOf(given, what)};
  throw refusal(
    `${what} cannot be written in SQL: ${shown(given)}`,
    'give text, a finite number, a bigint, true or false, null, a Date, bytes, a list or an object',
  );
}

const isInstant = (given: unknown): given is Date =>
  given instanceof Date && !Number.isNaN(given.getTime());

/** The bytes of hexadecimal digits. */
export const bytesOf = (digits: string): Uint8Array =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const hexadecimal = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function isPlain(given: unknown): given is object {
  if (typeof given !== 'object' || given === null) return false;
  const prototype: unknown = Object.getPrototypeOf(given);
  return Array.isArray(given) || prototype === Object.prototype || prototype === null;
}

/** A copy as JSON has it, so that what happens to the caller's does not happen to the operation. */
function jsonOf(given: object, what: string): unknown {
  try {
    const copy: unknown = JSON.parse(JSON.stringify(given));
    return copy;
  } catch (error) {
    throw refusal(`${what} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
