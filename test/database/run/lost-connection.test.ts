import {connect, createServer} from 'node:net';
import {once} from 'node:events';
import {expect, onTestFinished, test} from 'vitest';
import {openDatabase} from '../../../source/database/open.ts';
import {readRows} from '../../../source/runtime/version-rows.ts';
import {freshDatabase} from '../../support/databases.ts';
import {history, runUp} from '../../support/histories.ts';
import {configFor, ownTablesOf} from '../../support/orm/config-for.ts';
import {failure} from '../../support/refused.ts';

/** The address of the same server behind one that hangs up at the first commit, and passes it on or not. */
async function hangingUp(address: string, passesOn: boolean): Promise<string> {
  const url = new URL(address);
  const port = Number(url.port);
  const proxy = createServer((client) => {
    const server = connect(port, url.hostname);
    let isCut = false;
    client.on('data', (data) => {
      const commits = /commit/.test(data.toString('latin1'));
      if (!commits || passesOn) server.write(data);
      if (!commits) return;
      isCut = true;
      if (!passesOn) server.destroy();
    });
    // The answer is what tells that the commit is done.
    server.on('data', (data) => (isCut ? client.destroy() : client.write(data)));
    server.on('close', () => client.destroy());
    client.on('close', () => server.destroy());
    for (const socket of [client, server]) socket.on('error', () => {});
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  onTestFinished(() => void proxy.close());
  const own = proxy.address();
  if (typeof own !== 'object' || own === null) throw new Error('no port');
  url.port = String(own.port);
  return url.href;
}

test.for([
  ['has reached it', true, ['aa']],
  ['has not', false, []],
] as const)(
  'a connection that is lost when the commit %s: the run does not claim to know, the next one does',
  async ([, passesOn, rows]) => {
    const {address, open} = await freshDatabase('postgresql');
    const way = history('postgresql', [
      {id: 'aa', upgrade: (op) => op.createTable('a', (t) => ({id: t.integer().primary()}))},
    ]);
    const lost = await openDatabase(configFor(await hangingUp(address, passesOn)));
    onTestFinished(() => lost[Symbol.asyncDispose]());
    const run = await lost.open('write');
    const error = await failure(runUp(run, way));
    expect(error).toMatchObject({
      code: 'statement_failed',
      message: expect.stringMatching(
        /where it stands is not known; whether this step was committed/,
      ),
      hint: expect.stringContaining('athanor current'),
    });
    await run[Symbol.asyncDispose]();

    const session = await open();
    expect(await readRows(session, ownTablesOf('postgresql'))).toEqual(rows);
    await runUp(session, way);
    expect(await readRows(session, ownTablesOf('postgresql'))).toEqual(['aa']);
    expect((await session.introspect()).tables.map(({name}) => name)).toEqual(['a']);
  },
);
