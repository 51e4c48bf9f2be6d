import {execFile} from 'node:child_process';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {expect, test} from 'vitest';
import type {Session} from '../../../source/runtime/session.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {dialectNames, freshDatabase} from '../../support/databases.ts';
import {history, runUp} from '../../support/histories.ts';
import {killable, killableHooks} from '../../support/killable-history.ts';
import {ownTablesOf} from '../../support/orm/config-for.ts';

const program = join(import.meta.dirname, '../../support/killed-run.ts');
const run = promisify(execFile);

/** Runs in a process of its own; gives what it printed, or the signal that ended it. */
async function killedRun(address: string, dialect: DialectName, last?: number): Promise<string> {
  const words = [program, address, dialect, ...(last === undefined ? [] : [String(last)])];
  try {
    return (await run(process.execPath, words)).stdout.trim();
  } catch (error) {
    if (error instanceof Error && 'signal' in error && error.signal === 'SIGKILL') return 'SIGKILL';
    throw error;
  }
}

async function everything(session: Session, dialect: DialectName): Promise<unknown> {
  return {
    rows: await readRows(session, ownTablesOf(dialect)),
    schema: await session.introspect(),
    marks: await session.query('select name from mark order by name'),
    children: await session.query('select * from child'),
    parents: await session.query('select * from parent'),
  };
}

test.for(dialectNames)(
  'a run on %s that is killed: after any statement is brought to its end by the next',
  {timeout: 300_000},
  async (dialect) => {
    const revisions = history(dialect, killable(dialect));
    const undisturbed = await freshDatabase(dialect);
    const count = Number(await killedRun(undisturbed.address, dialect));
    expect(count).toBeGreaterThan(20);
    const wanted = await everything(await undisturbed.open(), dialect);
    expect(wanted).toMatchObject({rows: ['cc'], children: [{id: 1}], parents: [{id: 1, size: 10}]});

    let last = 0;
    const lane = async (): Promise<void> => {
      while (last < count) {
        const own = ++last;
        const {address, open} = await freshDatabase(dialect);
        expect(await killedRun(address, dialect, own)).toBe('SIGKILL');
        const session = await open();
        await runUp(session, revisions, {interrupted: 'again', hooks: killableHooks});
        expect(await everything(session, dialect), `killed after ${String(own)}`).toEqual(wanted);
        await session[Symbol.asyncDispose]();
      }
    };
    await Promise.all([lane(), lane(), lane()]);
  },
);
