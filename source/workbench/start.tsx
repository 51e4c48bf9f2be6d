import {createHash} from 'node:crypto';
import {createControl} from './acts/control.ts';
import type {Clock, Context, Work} from './acts/context.ts';
import {followRoute, followSelection, readStanding} from './acts/reading.ts';
import {App} from './app.tsx';
import {ownKeys} from './keys/key-table.ts';
import type {Bench} from './ports.ts';
import {exploreStart} from './screens/explore/explore-state.ts';
import {layOutHistory} from './screens/explore/history-view.ts';
import {reduce} from './store/reduce.ts';
import type {Size, State} from './store/state.ts';
import {createStore} from './store/store.ts';
import {editorCommand} from '../commands/editor-command.ts';
import {present} from './terminal/lifecycle.tsx';
import {chooseGlyphs} from './theme/glyphs.ts';

/** Milliseconds that the detail waits for the cursor to rest. */
const rest = 40;

/** Puts the workbench on the screen; answers with the exit code once it is left. */
export function start(bench: Bench): Promise<number> {
  const glyphs = chooseGlyphs(process.env);
  const store = createStore(reduce, startState(bench, process.stdout));
  return present((stage) => {
    const work: Work = {
      planning: false,
      run: undefined,
      generated: undefined,
      questions: undefined,
      message: undefined,
    };
    const context: Context = {
      store,
      bench,
      stage,
      clock,
      press: undefined,
      work,
      editor,
      newId,
      rest,
    };
    const control = createControl(context);
    return {
      tree: <App store={store} control={control} glyphs={glyphs} now={clock.now} />,
      onShown: () => {
        followSelection(context);
        followRoute(context);
        void readStanding(context);
      },
      onLeaving: async () => {
        // The step that is open is rolled back and the lock freed before the connection goes.
        work.run?.abort.abort('SIGTERM');
        await work.run?.ended;
        await bench[Symbol.asyncDispose]();
      },
    };
  });
}

/** The state before anything was asked: the graph, and nothing of the database. */
export function startState(bench: Bench, {columns, rows}: Size): State {
  return {
    size: {columns, rows},
    environment: bench.environment,
    directory: bench.directory,
    keys: ownKeys(bench.keys),
    history: layOutHistory(bench.files),
    standing: {kind: 'unasked'},
    explore: exploreStart,
    screens: [],
    toast: undefined,
    log: [],
  };
}

const editor = (): readonly string[] => editorCommand(process.env);

/** A moment that stands still, for pictures that are the same each time. */
const frozen = process.env['ATHANOR_NOW'];

const clock: Clock = {
  now: () => performance.now(),
  date: () => (frozen === undefined ? new Date() : new Date(frozen)),
  took: (milliseconds) => (frozen === undefined ? Math.round(milliseconds) : 0),
};

const newId = (): string | undefined =>
  frozen && createHash('sha256').update(frozen).digest('hex').slice(0, 12);
