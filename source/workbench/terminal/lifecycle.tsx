import {render, useApp} from 'ink';
import {useEffect, type ReactElement, type ReactNode} from 'react';
import {crashReport} from './crash-report.ts';
import {editFile} from './edit-file.ts';
import {jobControl} from './job-control.ts';
import {KeyStream} from './key-stream.ts';
import type {Suspend} from './suspend.ts';

/** What the program on the screen may do with the terminal. */
export interface Stage {
  /** Ends the program with this exit code. */
  readonly leave: (code: number) => void;
  /** Draws every cell again. */
  readonly redraw: () => Promise<void>;
  /** Goes to the shell as Ctrl-Z does. */
  readonly stop: () => Promise<void>;
  /** Lets the person edit a file with a command. Throws `editor_failed`. */
  readonly edit: (file: string, command: readonly string[]) => Promise<void>;
}

/** A program for the whole screen. */
export interface Program {
  readonly tree: ReactNode;
  /** Called once the first frame stands. */
  readonly onShown?: () => void;
  /** Called before the program ends for whatever reason; waited for, but not for long. */
  readonly onLeaving?: () => Promise<void>;
}

type Ending =
  | {readonly kind: 'left'; readonly code: number}
  | {readonly kind: 'crashed'; readonly error: unknown};

/** How long the end of the program is waited for, in milliseconds. */
const patience = 2000;

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/**
 * Gives the whole screen to a program and gives it back however the program ends: by itself, by a signal, or by a
 * defect, which is reported on stderr once the screen is the shell's again. Answers with the exit code.
 */
export async function present(open: (stage: Stage) => Program): Promise<number> {
  const keys = new KeyStream(process.stdin);
  const {promise, resolve} = Promise.withResolvers<Ending>();
  const unwatch = watchProcess(resolve);
  const shown = Promise.withResolvers<Suspend>();
  const suspend: Suspend = async (work) => (await shown.promise)(work);
  const jobs = jobControl(suspend);
  const stage: Stage = {
    leave: (code) => resolve({kind: 'left', code}),
    redraw: () => suspend(async () => {}),
    stop: () => jobs.stop(),
    edit: (file, command) => editFile(file, {suspend, command}),
  };
  const {tree, onShown, onLeaving} = open(stage);
  const onReady = (inkSuspend: Suspend): void => {
    shown.resolve(inkSuspend);
    onShown?.();
  };
  // Before the first frame, not after it: what is typed early is neither echoed into it nor lost.
  keys.setRawMode(true);
  const app = render(<Ready onReady={onReady}>{tree}</Ready>, {...fullScreen, stdin: keys});
  app.waitUntilExit().catch((error: unknown) => resolve({kind: 'crashed', error}));

  const ending = await promise;
  await settled(onLeaving);
  app.unmount();
  jobs[Symbol.dispose]();
  keys.destroy();
  process.stdin.unref();
  unwatch();
  if (ending.kind === 'left') return ending.code;
  process.stderr.write(crashReport(ending.error));
  return 70;
}

const fullScreen = {
  alternateScreen: true,
  incrementalRendering: true,
  interactive: true,
  maxFps: 120,
  exitOnCtrlC: false,
  patchConsole: false,
};

interface ReadyProps {
  readonly onReady: (suspend: Suspend) => void;
  readonly children: ReactNode;
}

/** Hands out what only a component can get, once the first frame stands. */
function Ready({onReady, children}: ReadyProps): ReactElement {
  const {suspendTerminal, waitUntilRenderFlush} = useApp();
  useEffect(() => {
    void waitUntilRenderFlush().then(() => onReady(suspendTerminal));
  }, [onReady, suspendTerminal, waitUntilRenderFlush]);
  return <>{children}</>;
}

/** Turns signals, a lost terminal and defects anywhere into an ending. */
function watchProcess(end: (ending: Ending) => void): () => void {
  const handlers = signals.map(
    ([signal, code]) => [signal, () => end({kind: 'left', code})] as const,
  );
  const crash = (error: unknown): void => end({kind: 'crashed', error});
  const hangUp = (): void => end({kind: 'left', code: 129});
  for (const [signal, handler] of handlers) process.on(signal, handler);
  process.on('uncaughtException', crash);
  process.stdin.on('end', hangUp).on('error', hangUp);
  return () => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
    process.off('uncaughtException', crash);
    process.stdin.off('end', hangUp).off('error', hangUp);
  };
}

async function settled(work: (() => Promise<void>) | undefined): Promise<void> {
  if (work === undefined) return;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  // What goes wrong now must not keep the screen from being given back.
  await Promise.race([work().catch(() => {}), late]);
  clearTimeout(timer);
}
