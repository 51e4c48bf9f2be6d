import {EventEmitter} from 'node:events';
import {setImmediate as turn} from 'node:timers/promises';
import {afterEach, expect, test, vi} from 'vitest';
import {escapeKey} from '../../../source/workbench/terminal/cut-keys.ts';
import {KeyStream, type KeyStreamOptions} from '../../../source/workbench/terminal/key-stream.ts';

/** A terminal that remembers what was asked of it. */
class Keyboard extends EventEmitter {
  readonly isTTY = true;
  readonly asked: string[] = [];
  setEncoding(): void {}
  setRawMode(on: boolean): void {
    this.asked.push(on ? 'raw' : 'cooked');
  }
  resume(): void {
    this.asked.push('resume');
  }
  pause(): void {
    this.asked.push('pause');
  }
  ref(): void {}
  unref(): void {}
}

function open(options: KeyStreamOptions = {}) {
  const keyboard = new Keyboard();
  const stream = new KeyStream(keyboard, options);
  const reads: unknown[] = [];
  stream.on('readable', () => {
    for (let key = stream.read() as unknown; key !== null; key = stream.read() as unknown)
      reads.push(key);
  });
  stream.setRawMode(true);
  return {keyboard, stream, reads};
}

async function settled(stream: KeyStream): Promise<void> {
  while (!stream.idle) await turn();
}

afterEach(() => vi.useRealTimers());

test('gives one key a read', async () => {
  const {keyboard, stream, reads} = open();
  keyboard.emit('data', 'j\u001B[Bk');
  await settled(stream);
  expect(reads).toEqual(['j', '\u001B[B', 'k']);
});

test('gives the next key only when what the last one set off has run', async () => {
  const keyboard = new Keyboard();
  const stream = new KeyStream(keyboard);
  const early: unknown[] = [];
  let settling = false;
  stream.on('readable', () => {
    const key: unknown = stream.read();
    if (settling) early.push(key);
    settling = true;
    setImmediate(() => {
      settling = false;
    });
  });
  stream.setRawMode(true);
  keyboard.emit('data', 'abc');
  await settled(stream);
  expect(early).toEqual([]);
});

test('joins a sequence that came in two chunks', async () => {
  const {keyboard, stream, reads} = open();
  keyboard.emit('data', '\u001B[');
  keyboard.emit('data', 'A');
  await settled(stream);
  expect(reads).toEqual(['\u001B[A']);
});

test('takes an escape for the key once nothing followed it', async () => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  const {keyboard, reads} = open();
  keyboard.emit('data', '\u001B');
  vi.advanceTimersByTime(19);
  await turn();
  expect(reads).toEqual([]);
  vi.advanceTimersByTime(1);
  await turn();
  expect(reads).toEqual([escapeKey]);
});

test('does not join the escape key with a later one', async () => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  const {keyboard, stream, reads} = open();
  keyboard.emit('data', '\u001B');
  vi.advanceTimersByTime(20);
  keyboard.emit('data', 'd');
  await settled(stream);
  expect(reads).toEqual([escapeKey, 'd']);
});

test('waits longer for the end of a paste, but not for ever', async () => {
  vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']});
  const {keyboard, reads} = open();
  keyboard.emit('data', '\u001B[200~half');
  vi.advanceTimersByTime(999);
  await turn();
  expect(reads).toEqual([]);
  vi.advanceTimersByTime(1);
  await turn();
  expect(reads).toEqual(['\u001B[200~half\u001B[201~']);
});

test('stops reading itself when raw mode ends, and forgets what it had not given', async () => {
  const {keyboard, stream, reads} = open();
  keyboard.emit('data', 'edy\u001B[');
  expect(keyboard.listenerCount('data')).toBe(1);
  stream.setRawMode(false);
  keyboard.emit('data', 'keys of the editor');
  await turn();
  await turn();
  stream.setRawMode(true);
  keyboard.emit('data', 'A');
  await settled(stream);
  expect(reads).toEqual(['A']);
  expect(keyboard.asked).toEqual(['raw', 'resume', 'cooked', 'pause', 'raw', 'resume']);
});

test('hands reports of the mouse to whom they concern', async () => {
  const onMouse = vi.fn<NonNullable<KeyStreamOptions['onMouse']>>();
  const {keyboard, stream, reads} = open({onMouse});
  keyboard.emit('data', '\u001B[<0;5;6Mj');
  await settled(stream);
  expect(onMouse).toHaveBeenCalledExactlyOnceWith({button: 0, column: 5, row: 6, pressed: true});
  expect(reads).toEqual(['j']);
});
