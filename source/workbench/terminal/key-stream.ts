import {Readable} from 'node:stream';
import {cutKeys, isPasting, settleRest, type MouseReport, type Token} from './cut-keys.ts';

/** The part of a terminal's input that a KeyStream works on; `process.stdin` is one. */
export interface TerminalInput {
  readonly isTTY?: boolean;
  setEncoding(encoding: 'utf8'): unknown;
  setRawMode(on: boolean): unknown;
  on(event: 'data', listener: (chunk: string | Buffer) => void): unknown;
  off(event: 'data', listener: (chunk: string | Buffer) => void): unknown;
  resume(): unknown;
  pause(): unknown;
  ref(): unknown;
  unref(): unknown;
}

/** How a KeyStream waits and what it does with the mouse. */
export interface KeyStreamOptions {
  readonly onMouse?: (report: MouseReport) => void;
  /** Milliseconds after which an escape that nothing followed is the key. */
  readonly escapeDelay?: number;
  /** Milliseconds of silence after which an unfinished paste counts as finished. */
  readonly pasteDelay?: number;
}

/**
 * Stands between the terminal and Ink: one key a read, one key a macrotask.
 *
 * Keys that arrive in one chunk would reach Ink as one event, and two in one task would meet the same
 * closure twice. Leaving raw mode stops the reading itself, so that a child process gets every key, and
 * forgets what was not delivered yet, so that none of it fires when the child is gone.
 */
export class KeyStream extends Readable {
  readonly isTTY: boolean;
  readonly #input: TerminalInput;
  readonly #options: Required<KeyStreamOptions>;
  readonly #waiting: string[] = [];
  readonly #receive = (chunk: string | Buffer): void => this.feed(String(chunk));
  #rest = '';
  #pumping = false;
  #raw = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(input: TerminalInput, options: KeyStreamOptions = {}) {
    super({objectMode: true, highWaterMark: 4096});
    this.#input = input;
    this.#options = {onMouse: () => {}, escapeDelay: 20, pasteDelay: 1000, ...options};
    this.isTTY = input.isTTY === true;
    input.setEncoding('utf8');
  }

  /** Nothing: keys are pushed as they come. */
  override _read(): void {}

  /** The encoding is settled with the terminal; here each chunk is a key already. */
  override setEncoding(): this {
    return this;
  }

  /** Begins or ends reading keys; ending hands the terminal over untouched. */
  setRawMode(on: boolean): this {
    this.#input.setRawMode(on);
    if (on === this.#raw) return this;
    this.#raw = on;
    if (on) {
      this.#input.on('data', this.#receive);
      this.#input.resume();
    } else {
      this.#input.off('data', this.#receive);
      this.#input.pause();
      this.#forget();
    }
    return this;
  }

  ref(): this {
    this.#input.ref();
    return this;
  }

  unref(): this {
    this.#input.unref();
    return this;
  }

  /** Whether every key that came has been read. */
  get idle(): boolean {
    return !this.#pumping && this.#timer === undefined && this.readableLength === 0;
  }

  /** Takes input in whatever pieces it comes. */
  feed(chunk: string): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const {tokens, rest} = cutKeys(this.#rest + chunk);
    this.#rest = rest;
    this.#deliver(tokens);
    if (rest === '') return;
    const {escapeDelay, pasteDelay} = this.#options;
    this.#timer = setTimeout(() => this.#settle(), isPasting(rest) ? pasteDelay : escapeDelay);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#forget();
    done(error);
  }

  #settle(): void {
    this.#timer = undefined;
    const rest = this.#rest;
    this.#rest = '';
    this.#deliver(settleRest(rest));
  }

  #deliver(tokens: readonly Token[]): void {
    for (const token of tokens) {
      if (token.kind === 'mouse') this.#options.onMouse(token.report);
      else this.#waiting.push(token.sequence);
    }
    if (this.#pumping) return;
    this.#pumping = true;
    this.#pump();
  }

  /** One key, then twice around: what it did is committed and its effects have run before the next is read. */
  #pump(): void {
    const key = this.#waiting.shift();
    if (key === undefined) {
      this.#pumping = false;
      return;
    }
    this.push(key);
    setImmediate(() => setImmediate(() => this.#pump()));
  }

  #forget(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#rest = '';
    this.#waiting.length = 0;
    while (this.readableLength > 0 && this.read() !== null);
  }
}
