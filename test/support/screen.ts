/** A screen in this process: Ink draws into a terminal emulator, and keys come as a terminal sends them. */
import {EventEmitter} from 'node:events';
import {Writable} from 'node:stream';
import {setImmediate as turn} from 'node:timers/promises';
import xterm, {type Terminal} from '@xterm/headless';
import {render} from 'ink';
import type {ReactNode} from 'react';
import {KeyStream} from '../../source/workbench/terminal/key-stream.ts';
import {keyBytes} from './press.ts';
import {rowsOf} from './terminal-text.ts';

/** The size of a screen in cells. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** What a person sees, and the keys under their hands. */
export class Screen implements AsyncDisposable {
  readonly terminal: Terminal;
  readonly #output: Output;
  readonly #keyboard = new Keyboard();
  readonly #keys: KeyStream;
  readonly #app: ReturnType<typeof render>;

  constructor(tree: ReactNode, {columns, rows}: ScreenSize = {columns: 80, rows: 24}) {
    this.terminal = new xterm.Terminal({
      cols: columns,
      rows,
      allowProposedApi: true,
      convertEol: true,
    });
    this.#output = new Output(this.terminal, columns, rows);
    this.#keys = new KeyStream(this.#keyboard);
    this.#app = render(tree, {
      stdout: this.#output,
      stdin: this.#keys,
      interactive: true,
      alternateScreen: true,
      incrementalRendering: true,
      maxFps: 1000,
      patchConsole: false,
      exitOnCtrlC: false,
    });
  }

  /** Presses keys by their names, one after the other, until the screen has settled. */
  async press(...names: readonly string[]): Promise<void> {
    await this.settled();
    for (const name of names) {
      this.#keyboard.emit('data', keyBytes(name));
      await this.settled();
    }
  }

  /** Sends text in one chunk, as a quick hand or a slow line does. */
  async send(text: string): Promise<void> {
    await this.settled();
    this.#keyboard.emit('data', text);
    await this.settled();
  }

  async resize({columns, rows}: ScreenSize): Promise<void> {
    this.terminal.resize(columns, rows);
    this.#output.columns = columns;
    this.#output.rows = rows;
    this.#output.emit('resize');
    await this.settled();
  }

  /** The rows of the screen, without blanks at their ends. */
  async rows(): Promise<readonly string[]> {
    await this.settled();
    return rowsOf(this.terminal);
  }

  /** The screen as text. */
  async text(): Promise<string> {
    return (await this.rows()).join('\n').trimEnd();
  }

  /** Waits until the screen shows something. */
  async waitFor(what: string | RegExp, milliseconds = 30_000): Promise<string> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const text = await this.text();
      if (typeof what === 'string' ? text.includes(what) : what.test(text)) return text;
      if (Date.now() > end) throw new Error(`${String(what)} did not appear:\n${text}`);
      await turn();
    }
  }

  /** Waits until every key is read and what it did is drawn. */
  async settled(): Promise<void> {
    do {
      await this.#app.waitUntilRenderFlush();
    } while (!this.#keys.idle);
    await this.#app.waitUntilRenderFlush();
    await this.#output.written();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#app.unmount();
    this.#app.cleanup();
    this.#keys.destroy();
    await this.#output.written();
    this.terminal.dispose();
  }
}

class Output extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #terminal: Terminal;

  constructor(terminal: Terminal, columns: number, rows: number) {
    super({decodeStrings: false});
    this.#terminal = terminal;
    this.columns = columns;
    this.rows = rows;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.#terminal.write(chunk, done);
  }

  written(): Promise<void> {
    return new Promise((resolve) => this.write('', () => resolve()));
  }
}

class Keyboard extends EventEmitter {
  readonly isTTY = true;
  setEncoding(): void {}
  setRawMode(): void {}
  resume(): void {}
  pause(): void {}
  ref(): void {}
  unref(): void {}
}
