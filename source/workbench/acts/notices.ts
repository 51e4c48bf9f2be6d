import {asAthanorError} from '../../errors.ts';
import type {LogEntry, Toast} from '../store/state.ts';
import {shownPath} from '../text/shown-path.ts';
import {visible} from '../text/visible.ts';
import type {Context} from './context.ts';

/** Says a short word in the footer. */
export function notice(
  {store}: Pick<Context, 'store'>,
  text: string,
  tone: Toast['tone'] = 'good',
): void {
  store.dispatch({kind: 'noticed', toast: {text: visible(text), tone}});
}

/** Writes a line into the log. */
export function log(
  {store, clock}: Pick<Context, 'store' | 'clock'>,
  text: string,
  tone: LogEntry['tone'] = 'plain',
): void {
  const time = clockTime(clock.date());
  const entries = text.split('\n').map((line) => ({time, text: visible(line), tone}));
  store.dispatch({kind: 'logged', entries});
}

/** Says that a file was written, in the footer and in the log. */
export function tellWritten(
  context: Pick<Context, 'store' | 'clock'>,
  {path}: {readonly path: string},
): void {
  const text = `wrote ${shownPath(context.store.state().directory, path)}`;
  log(context, text, 'good');
  notice(context, text);
}

/** Says what went wrong: its first line in the footer, all of it in the log. */
export function complain(context: Pick<Context, 'store' | 'clock'>, error: unknown): void {
  const {message, hint, code, cause} = asAthanorError(error);
  log(context, `error: ${message}`, 'danger');
  if (hint !== undefined) log(context, `hint: ${hint}`, 'dim');
  if (code === 'unexpected' && cause instanceof Error) log(context, cause.stack ?? '', 'dim');
  notice(context, message.split('\n')[0] ?? '', 'danger');
}

function clockTime(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((number) => String(number).padStart(2, '0'))
    .join(':');
}
