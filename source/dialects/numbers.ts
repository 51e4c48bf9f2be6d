import {AthanorError} from '../errors.ts';

/** Writes a number so that reading it gives the same number. Throws `bad_operation` for what is none. */
export function numberText(value: number | bigint): string {
  if (typeof value === 'bigint') return value.toString();
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0.0' : String(value);
  throw new AthanorError('bad_operation', `${String(value)} cannot be written in SQL`, {
    hint: 'give a finite number, or the SQL that makes the value',
  });
}

/** Bytes as hexadecimal digits. */
export function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Whether a version such as `3.35` or `18.4` is at least another. */
export function atLeast(version: string, least: string): boolean {
  const have = version.split('.').map(Number);
  for (const [at, wanted] of least.split('.').map(Number).entries()) {
    const part = have[at] ?? 0;
    if (part !== wanted) return part > wanted;
  }
  return true;
}
