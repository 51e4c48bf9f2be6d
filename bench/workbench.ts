import {readFileSync} from 'node:fs';
import {spawn} from '@lydell/node-pty';
import xterm from '@xterm/headless';
import {median, percentile} from './measure.ts';

/** Milliseconds, bytes and MiB of one workbench on one history. */
export interface WorkbenchFigures {
  /** From process start to the first bytes of a frame. */
  readonly firstFrame: number;
  /** From process start until the history and the footer stand on the screen. */
  readonly firstFullFrame: number;
  readonly keyP50: number;
  readonly keyP95: number;
  readonly bytesPerKey: number;
  readonly memory: number;
}

interface Size {
  readonly cols: number;
  readonly rows: number;
}

/** Starts the workbench in a pseudo-terminal some times, then moves through the history key by key. */
export async function measureWorkbench(
  words: readonly string[],
  size: Size,
): Promise<WorkbenchFigures> {
  const starts = [];
  for (let round = 0; round < 7; round++) {
    const run = new Run(words, size);
    starts.push(await run.started());
    await run.quit();
  }
  const run = new Run(words, size);
  await run.started();
  await pause(1500);
  const keys: number[] = [];
  let bytes = 0;
  for (let key = 0; key < 150; key++) {
    const {milliseconds, length} = await run.press(key % 20 < 12 ? 'j' : 'k');
    // At the end of a short history a key moves nothing, and no frame comes.
    if (key >= 50 && length > 0) {
      keys.push(milliseconds);
      bytes += length;
    }
    await pause(60);
  }
  const memory = run.memory();
  await run.quit();
  return {
    firstFrame: median(starts.map(({first}) => first)),
    firstFullFrame: median(starts.map(({full}) => full)),
    keyP50: percentile(keys, 50),
    keyP95: percentile(keys, 95),
    bytesPerKey: bytes / keys.length,
    memory,
  };
}

class Run {
  readonly #screen: InstanceType<typeof xterm.Terminal>;
  readonly #pty: ReturnType<typeof spawn>;
  readonly #start = performance.now();
  readonly #ended: Promise<void>;
  #received: (data: string) => void = () => {};

  constructor(words: readonly string[], {cols, rows}: Size) {
    this.#screen = new xterm.Terminal({cols, rows, allowProposedApi: true});
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(CI|FORCE_COLOR|NO_COLOR)$/.test(name)),
    );
    this.#pty = spawn(process.execPath, [...words], {
      name: 'xterm-256color',
      cols,
      rows,
      env: {...env, TERM: 'xterm-256color', COLORTERM: 'truecolor'},
    });
    this.#pty.onData((data) => this.#received(data));
    this.#screen.onData((data) => this.#pty.write(data));
    this.#ended = new Promise((resolve) => {
      this.#pty.onExit(() => resolve());
    });
  }

  async started(): Promise<{first: number; full: number}> {
    let first: number | undefined;
    return new Promise((resolve) => {
      this.#received = (data) => {
        first ??= performance.now() - this.#start;
        const at = performance.now() - this.#start;
        this.#screen.write(data, () => {
          if (/help/.test(this.#text()) && /[●○◉◎]/.test(this.#text())) {
            this.#received = (rest) => this.#screen.write(rest);
            resolve({first: first ?? at, full: at});
          }
        });
      };
    });
  }

  async press(key: string): Promise<{milliseconds: number; length: number}> {
    const start = performance.now();
    let length = 0;
    const milliseconds = await new Promise<number>((resolve) => {
      this.#received = (data) => {
        if (length === 0) resolve(performance.now() - start);
        length += data.length;
        this.#screen.write(data);
      };
      this.#pty.write(key);
      setTimeout(resolve, 250, Number.NaN);
    });
    await pause(5);
    return {milliseconds, length};
  }

  memory(): number {
    const status = readFileSync(`/proc/${this.#pty.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  async quit(): Promise<void> {
    this.#pty.write('q');
    await this.#ended;
  }

  #text(): string {
    const buffer = this.#screen.buffer.active;
    return Array.from(
      {length: this.#screen.rows},
      (_, row) => buffer.getLine(row)?.translateToString(true) ?? '',
    ).join('\n');
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
