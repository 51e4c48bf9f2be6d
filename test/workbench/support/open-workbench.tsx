import {createControl} from '../../../source/workbench/acts/control.ts';
import type {Context} from '../../../source/workbench/acts/context.ts';
import {
  followRoute,
  followSelection,
  readStanding,
} from '../../../source/workbench/acts/reading.ts';
import {App} from '../../../source/workbench/app.tsx';
import type {Bench} from '../../../source/workbench/ports.ts';
import {startState} from '../../../source/workbench/start.tsx';
import {reduce} from '../../../source/workbench/store/reduce.ts';
import {createStore} from '../../../source/workbench/store/store.ts';
import type {Stage} from '../../../source/workbench/terminal/lifecycle.tsx';
import {unicode, type Glyphs} from '../../../source/workbench/theme/glyphs.ts';
import {Screen, type ScreenSize} from '../../support/screen.ts';

/** How the workbench is opened in a test. */
export interface OpenOptions {
  readonly size?: ScreenSize;
  readonly glyphs?: Glyphs;
  readonly stage?: Partial<Stage>;
}

/** The size of the pictures: wide. */
const wide: ScreenSize = {columns: 120, rows: 35};

/** The size of an old terminal. */
export const narrow: ScreenSize = {columns: 80, rows: 24};

/** The workbench over a bench, on a screen in this process, with a clock that goes on when it is told to. */
export class Opened implements AsyncDisposable {
  readonly screen: Screen;
  readonly context: Context;
  /** The exit code, once it was left. */
  left: number | undefined;
  #now = 0;
  readonly #unfollow: readonly (() => void)[];

  constructor(bench: Bench, {size = wide, glyphs = unicode, stage = {}}: OpenOptions = {}) {
    const store = createStore(reduce, startState(bench, size));
    this.context = {
      store,
      bench,
      stage: {
        leave: (code) => {
          this.left = code;
        },
        redraw: async () => {},
        stop: async () => {},
        edit: async () => {},
        ...stage,
      },
      clock: {
        now: () => this.#now,
        date: () => new Date('2026-11-23T14:31:02Z'),
        took: Math.round,
      },
      press: undefined,
      work: {
        planning: false,
        run: undefined,
        generated: undefined,
        questions: undefined,
        message: undefined,
      },
      editor: () => ['vi'],
      newId: () => undefined,
      rest: 0,
    };
    const control = createControl(this.context);
    this.screen = new Screen(
      <App store={store} control={control} glyphs={glyphs} now={() => this.#now} />,
      size,
    );
    this.#unfollow = [followSelection(this.context), followRoute(this.context)];
  }

  /** Lets the database answer. */
  async connect(): Promise<void> {
    await readStanding(this.context);
    await this.screen.settled();
  }

  /** Presses keys, each so long after the one before that it counts. */
  async press(...names: readonly string[]): Promise<string> {
    for (const name of names) {
      this.#now += 1000;
      await this.screen.press(name);
    }
    return this.screen.text();
  }

  /** Presses a key so many milliseconds after the last one. */
  async pressAfter(milliseconds: number, name: string): Promise<string> {
    this.#now += milliseconds;
    await this.screen.press(name);
    return this.screen.text();
  }

  text(): Promise<string> {
    return this.screen.text();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stop of this.#unfollow) stop();
    await this.screen[Symbol.asyncDispose]();
  }
}
