import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {Session, type SessionOptions} from '../../support/terminal.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const stage = [
  process.execPath,
  '--import',
  'tsx',
  fileURLToPath(new URL('./programs/stage.tsx', import.meta.url)),
];
const patience = 60_000;

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'athanor-stage-'));
});
afterEach(() => rm(directory, {recursive: true, force: true}));

function open(options: SessionOptions = {}): Session {
  const [command = '', ...words] = stage;
  return new Session(command, words, {directory: root, ...options});
}

/** The program under a shell, which says afterwards how it ended and in which state the terminal is. */
function underShell(environment: SessionOptions['environment'] = {}): Session {
  const line = `${stage.join(' ')}; echo "code $?"; stty -a | grep -o -- '-\\?icanon'; echo done`;
  return new Session('/bin/sh', ['-c', line], {directory: root, rows: 60, environment});
}

test('leaves the screen and the terminal as they were', {timeout: patience}, async () => {
  await using session = underShell();
  await session.waitFor('ready');
  expect(session.terminal.buffer.active.type).toBe('alternate');
  session.press('q');
  const text = await session.waitFor('done');
  expect(text).toContain('code 0\nicanon\ndone');
  expect(text).not.toContain('first row');
  expect(session.terminal.buffer.active.type).toBe('normal');
});

test.for([
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const)(
  '%s ends it with %i and the screen restored',
  {timeout: patience},
  async ([signal, code]) => {
    const leaving = join(directory, 'leaving');
    await using session = open({environment: {LEAVING: leaving}});
    await session.waitFor('ready');
    process.kill(session.pid, signal);
    expect(await session.ended).toEqual({code, signal: 0});
    expect(await session.text()).not.toContain('first row');
    expect(session.terminal.buffer.active.type).toBe('normal');
    expect(await readFile(leaving, 'utf8')).toBe('left');
  },
);

test.for([
  ['t', 'thrown in a key handler'],
  ['p', 'rejected and not caught'],
  ['r', 'thrown while drawing'],
] as const)(
  'a defect (%s) is reported on the restored screen',
  {timeout: patience},
  async ([key, message]) => {
    await using session = underShell();
    await session.waitFor('ready');
    session.press(key);
    const text = await session.waitFor('done');
    expect(text).toContain(`error: ${message}`);
    expect(text).toContain('stage.tsx');
    expect(text).toContain('hint: this is a defect of athanor');
    expect(text).toContain('code 70\nicanon');
    expect(session.terminal.buffer.active.type).toBe('normal');
  },
);

test('an editor gets every key, and the program none of them', {timeout: patience}, async () => {
  const file = join(directory, 'edited');
  const editor = `${process.execPath} ${fileURLToPath(new URL('./programs/raw-editor.mjs', import.meta.url))}`;
  await using session = open({environment: {ATHANOR_EDITOR: editor, EDITED: file}});
  await session.waitFor('ready');
  // The keys behind the e come before the editor is there; they belong to nobody.
  session.send('e');
  await session.waitFor('raw editor');
  const typed = 'dydydydydydydydydydydydydydydydydydydydydydydydydydydydydyd';
  for (const [at, key] of typed.split('').entries()) {
    session.send(key);
    await session.waitFor(new RegExp(`raw editor\\.{${at + 1}}`));
  }
  session.send('.');
  await session.waitFor('edited');
  expect(await readFile(file, 'utf8')).toBe(`${typed}.`);
  session.press('j');
  expect(await session.waitFor(/keys: e j/)).toMatch(/^first row\nkeys: e j\nedited$/);
});

test(
  'an editor that leaves the cursor in the middle of a line does no harm',
  {timeout: patience},
  async () => {
    const editor = join(directory, 'editor.sh');
    await writeFile(editor, 'printf "left here"; sleep 0.2\n');
    await using session = open({environment: {ATHANOR_EDITOR: `sh ${editor}`, EDITED: 'x'}});
    await session.waitFor('ready');
    session.press('e');
    expect(await session.waitFor('edited')).toBe('first row\nkeys: e\nedited');
  },
);

test("Ctrl-C in an editor is the editor's alone", {timeout: patience}, async () => {
  // Not a shell with a child: one that is between two commands takes the signal and goes on.
  const program = `console.log('waiting'); setInterval(() => {}, 1000)`;
  const editor = `${process.execPath} -e "${program}"`;
  await using session = open({environment: {ATHANOR_EDITOR: editor, EDITED: 'x'}});
  await session.waitFor('ready');
  session.press('e');
  await session.waitFor('waiting');
  session.press('ctrl+c');
  const text = await session.waitFor(/ended\s+with\s+SIGINT/);
  expect(text).toContain('first row');
  session.press('q');
  expect(await session.ended).toEqual({code: 0, signal: 0});
});

test(
  'an editor that is not there is said, and the screen comes back',
  {timeout: patience},
  async () => {
    await using session = open({environment: {ATHANOR_EDITOR: '/no/such/editor', EDITED: 'x'}});
    await session.waitFor('ready');
    session.press('e');
    expect(await session.waitFor('could not be started')).toContain('first row');
  },
);

test(
  'Ctrl-Z gives the terminal to the shell, and fg brings the screen back',
  {timeout: patience},
  async () => {
    await using session = new Session('bash', ['--norc', '--noprofile', '-i'], {
      directory: root,
      environment: {PS1: 'shell> '},
    });
    await session.waitFor('shell>');
    session.send(`${stage.join(' ')}\r`);
    await session.waitFor('ready');
    session.press('j', 'ctrl+z');
    await session.waitFor(/Stopped[\s\S]*shell>/);
    expect(session.terminal.buffer.active.type).toBe('normal');
    session.send('echo still a shell\r');
    await session.waitFor(/^still a shell/m);
    session.send('fg\r');
    await session.waitFor('keys: j ctrl+z');
    session.press('k');
    await session.waitFor('keys: j ctrl+z k');
    session.press('q');
    await session.waitFor(/shell> $|shell>$/);
    session.send('exit\r');
    await session.ended;
    expect(session.terminal.buffer.active.type).toBe('normal');
  },
);

test('a stop from outside is a stop as well', {timeout: patience}, async () => {
  const pid = join(directory, 'pid');
  await using session = new Session('bash', ['--norc', '--noprofile', '-i'], {
    directory: root,
    environment: {PS1: 'shell> ', PID_FILE: pid},
  });
  await session.waitFor('shell>');
  session.send(`${stage.join(' ')}\r`);
  await session.waitFor('ready');
  process.kill(Number(await readFile(pid, 'utf8')), 'SIGTSTP');
  await session.waitFor(/Stopped[\s\S]*shell>/);
  expect(session.terminal.buffer.active.type).toBe('normal');
  session.send('fg\r');
  await session.waitFor('first row');
  session.press('k');
  await session.waitFor('keys: k');
});

test(
  'where nothing could continue it, Ctrl-Z does not stop it for ever',
  {timeout: patience},
  async () => {
    await using session = open();
    await session.waitFor('ready');
    session.press('ctrl+z');
    await session.waitFor('keys: ctrl+z');
    session.press('j');
    expect(await session.waitFor('keys: ctrl+z j')).toContain('first row');
  },
);

test('Ctrl-L draws again what something else has overwritten', {timeout: patience}, async () => {
  await using session = open();
  await session.waitFor('ready');
  session.terminal.write('\u001B[Hsomething of somebody else');
  await session.waitFor('something of somebody else');
  session.press('ctrl+l');
  expect(await session.waitFor(/^first row$/m)).not.toContain('somebody');
});
