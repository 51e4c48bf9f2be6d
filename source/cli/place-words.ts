import {AthanorError} from '../errors.ts';

/**
 * An address or a name as `--database` takes it. Throws `usage` for an address with a password, without
 * repeating it: what is typed stands in the shell's history and in the list of processes.
 */
export function withoutPassword(database: string): string {
  const hasPassword = /^\w+:\/\/[^/?#]*:[^/?#]*@/.test(database) || /[?&]password=/i.test(database);
  if (!hasPassword) return database;
  throw new AthanorError('usage', '--database takes no address with a password', {
    hint: 'others can read it in the list of processes: put the address into ATHANOR_DATABASE_URL, or the password into PGPASSWORD',
  });
}

/** What `-x` was given, by key; a word without `=` has an empty value, and of one key twice the last counts. */
export function pairs(given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((word) => {
      const at = word.indexOf('=');
      return at < 0 ? [word, ''] : [word.slice(0, at), word.slice(at + 1)];
    }),
  );
}
