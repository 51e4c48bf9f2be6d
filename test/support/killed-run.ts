/**
 * A run in a process of its own that kills itself, as `kill -9` would, after so many statements that write.
 * Words: the address, the dialect, how many, and `batches` for a history of such. Prints how many there were when it comes to its end.
 */
import type {DialectName} from '../../source/dialects/dialect.ts';
import {openDatabase} from '../../source/database/open.ts';
import type {Session} from '../../source/runtime/session.ts';
import {history, runUp} from './histories.ts';
import {inBatches, killable, killableHooks} from './killable-history.ts';
import {configFor} from './orm/config-for.ts';

const [, , address = '', dialect, last = 'Infinity', which] = process.argv;
let count = 0;

function written(sql: string): void {
  if (/^\s*(select|pragma foreign_key_check)/i.test(sql)) return;
  count++;
  if (count >= Number(last)) process.kill(process.pid, 'SIGKILL');
}

function mortal(session: Session): Session {
  return {
    ...session,
    db: {
      ...session.db,
      async execute(sql, values) {
        await session.db.execute(sql, values);
        written(sql);
      },
    },
    async execute(sql) {
      await session.execute(sql);
      written(sql);
    },
    async query(sql) {
      const rows = await session.query<never>(sql);
      written(sql);
      return rows;
    },
  };
}

const name: DialectName = dialect === 'sqlite' ? 'sqlite' : 'postgresql';
await using database = await openDatabase(configFor(address));
await using session = await database.open('write');
await runUp(mortal(session), history(name, which === 'batches' ? inBatches : killable(name)), {
  interrupted: 'again',
  hooks: which === 'batches' ? {} : killableHooks,
});
console.log(count);
