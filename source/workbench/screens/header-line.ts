import type {Standing} from '../../commands/standing.ts';
import {cut} from '../text/cut.ts';
import {fitLine, span, type Line} from '../text/spans.ts';
import {visible} from '../text/visible.ts';
import type {Glyphs} from '../theme/glyphs.ts';
import type {Tone} from '../theme/tones.ts';
import type {State} from '../store/state.ts';
import {shortId} from './explore/history-view.ts';

const wideFrom = 100;

/** The first line of every screen: which environment this is, and where its database stands. */
export function headerLine(state: State, {ellipsis}: Glyphs): Line {
  const {columns} = state.size;
  const isWide = columns >= wideFrom;
  return fitLine(
    [
      ...(isWide ? [span(' athanor ', 'strong')] : []),
      span(' '),
      ...chip(state, ellipsis),
      ...standing(state, isWide),
    ],
    columns,
    ellipsis,
  );
}

/** The environment's name, in a colour that warns where changes weigh. */
export function chip({environment, size}: State, ellipsis: string): Line {
  const tone: Tone = environment.protected
    ? 'chipDanger'
    : environment.readOnly
      ? 'chipWarning'
      : 'chip';
  const words = [
    // A long name must not take the place of what it says of the database.
    cut(
      visible(environment.name).toUpperCase(),
      Math.max(8, Math.floor(size.columns / 4)),
      ellipsis,
    ),
    environment.protected ? 'PROTECTED' : '',
    environment.readOnly ? 'READ-ONLY' : '',
  ];
  return [span(` ${words.filter(Boolean).join(' ')} `, tone)];
}

function standing(state: State, isWide: boolean): Line {
  const heads = span(`  ${count(state.history.heads.length, 'head')}`, 'head');
  if (state.standing.kind === 'failed') return [span('  database: no answer', 'danger'), heads];
  if (state.standing.kind !== 'ready') return [span('  database: connecting', 'dim'), heads];
  const {label, unknown, pending, unfinished} = state.standing.value;
  return [
    span(`  ${visible(label)}`),
    ...place(state, state.standing.value, isWide),
    ...(unfinished === undefined
      ? []
      : [
          span(
            `  ${unfinished.direction} of ${shortId(state.history, visible(unfinished.revision))} half done`,
            'danger',
          ),
        ]),
    ...unknown.map((row) => span(`  no file for ${visible(row)}`, 'danger')),
    heads,
    span(`  ${pending.length} pending`, pending.length === 0 ? 'dim' : 'pending'),
    span(isWide ? '  drift: not checked' : '', 'dim'),
  ];
}

function place({history}: State, {rows}: Standing, isWide: boolean): Line {
  const [only] = rows;
  if (only === undefined) return [span('  empty', 'current')];
  const ids = span(`  at ${rows.map((row) => shortId(history, row)).join(', ')}`, 'current');
  const hasRoom = isWide && rows.length === 1 && history.graph.has(only);
  return hasRoom ? [ids, span(` ${visible(history.graph.get(only).message)}`)] : [ids];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
