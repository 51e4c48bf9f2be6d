import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {ResolvedConfig} from '../config/config.ts';
import {AthanorError} from '../errors.ts';

/** A difference that is meant to be there. */
export interface IgnoredDrift {
  /** The thing: `index account.by_hand`. */
  readonly item: string;
  /** Of the difference: another one of the same thing is told again. */
  readonly fingerprint: string;
  readonly reason: string;
}

const fileName = 'athanor.drift.json';

/** Where it is kept: beside the configuration, to be committed with it. */
const ignoredDriftFile = ({directory}: Pick<ResolvedConfig, 'directory'>): string =>
  join(directory, fileName);

/** What the file says, nothing where there is none. Throws `bad_config`. */
export function readIgnoredDrift(
  config: Pick<ResolvedConfig, 'directory'>,
): readonly IgnoredDrift[] {
  const path = ignoredDriftFile(config);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  const read = parsed(text);
  if (read !== undefined) return read;
  throw new AthanorError('bad_config', `${path} does not say which differences are ignored`, {
    hint: 'it is {"ignored": [{"item": "…", "fingerprint": "…", "reason": "…"}]}: restore it, or remove it and ignore again with "athanor ignore"',
    details: {file: path},
  });
}

/** Writes these and no others, in the order of their names. */
export function writeIgnoredDrift(
  config: Pick<ResolvedConfig, 'directory'>,
  ignored: readonly IgnoredDrift[],
): void {
  const sorted = ignored.toSorted((one, other) => (one.item < other.item ? -1 : 1));
  writeFileSync(ignoredDriftFile(config), `${JSON.stringify({ignored: sorted}, null, 2)}\n`);
}

function parsed(text: string): readonly IgnoredDrift[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('ignored' in value)) return undefined;
    const {ignored} = value;
    return Array.isArray(ignored) && ignored.every(isIgnored) ? ignored : undefined;
  } catch {
    return undefined;
  }
}

function isIgnored(value: unknown): value is IgnoredDrift {
  if (typeof value !== 'object' || value === null) return false;
  const all = new Map<string, unknown>(Object.entries(value));
  return ['item', 'fingerprint', 'reason'].every((key) => typeof all.get(key) === 'string');
}
