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
async function killedRun(
  address: string,
  dialect: DialectName,
  last = Number.POSITIVE_INFINITY,
  which = '',
): Promise<string> {
  const words = [program, address, dialect, String(last), which];
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

test.for(dialectNames)(
  'batches on %s that are killed again and again: each row is done once',
  {timeout: 300_000},
  async (dialect) => {
    const {address, open} = await freshDatabase(dialect);
    let kills = 0;
    // The first in the middle of the step's beginning, then each after one batch or two.
    while (
      kills < 12 &&
      (await killedRun(address, dialect, kills === 0 ? 14 : 11, 'batches')) === 'SIGKILL'
    )
      kills++;
    expect(kills).toBeGreaterThan(2);
    expect(kills).toBeLessThan(12);
    const session = await open();
    expect(await readRows(session, ownTablesOf(dialect))).toEqual(['bb']);
    expect(await session.query('select size from item order by size')).toEqual(
      [1, 11, 20, 31, 41].map((size) => ({size})),
    );
    expect(await session.query('select name from mark order by name')).toEqual([
      {name: 'after'},
      {name: 'before'},
    ]);
  },
);
