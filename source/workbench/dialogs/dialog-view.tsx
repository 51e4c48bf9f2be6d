import type {ReactElement} from 'react';
import type {State} from '../store/state.ts';
import {span, type Line} from '../text/spans.ts';
import {useGlyphs} from '../theme/context.ts';
import {demanded, isReady} from './confirmation.ts';
import {dialogRoom} from './dialog-room.ts';
import {fieldLine} from './field-line.ts';
import {Frame} from './frame.tsx';
import {questionLines, questionRows} from './question-lines.ts';
import {helpLines} from './help-lines.ts';
import {paletteOffers} from './palette-offers.ts';
import type {ConfirmScreen, HelpScreen, PaletteScreen, PromptScreen} from './screens.ts';

interface Props<Screen> {
  readonly state: State;
  readonly screen: Screen;
}

/** The keys that work here. */
export function HelpView({state, screen}: Props<HelpScreen>): ReactElement {
  const {width, height} = dialogRoom(state);
  const lines = helpLines(state, screen.scopes);
  const shown = lines.slice(screen.top, screen.top + height);
  return <Frame screen={state.size} width={width} title="Keys" lines={shown} />;
}

/** Everything that can be done, by its name. */
export function PaletteView({state, screen}: Props<PaletteScreen>): ReactElement {
  const glyphs = useGlyphs();
  const {width, height} = dialogRoom(state);
  const offers = paletteOffers(state, screen);
  const rows = Math.max(1, height - 2);
  const {cursor, top} = screen.list;
  const shown = offers.slice(top, top + rows).map(({binding, keys, reason}): Line => {
    const tone = reason === undefined ? undefined : 'dim';
    return [
      span(binding.title.padEnd(16), tone),
      span(keys.padEnd(12), reason === undefined ? 'key' : 'dim'),
      span(reason ?? binding.help, 'dim'),
    ];
  });
  const none: readonly Line[] = [[span('no command has these letters', 'dim')]];
  return (
    <Frame
      screen={state.size}
      width={width}
      title={screen.onlyItem ? 'With this revision' : 'Commands'}
      lines={[
        fieldLine(screen.field, width - 4, {label: ': ', cursor: glyphs.cursor}),
        [],
        ...(shown.length === 0 ? none : shown),
      ]}
      {...(shown.length === 0 ? {} : {selected: cursor - top + 2})}
    />
  );
}

/** A line of text that is asked for. */
export function PromptView({state, screen}: Props<PromptScreen>): ReactElement {
  const glyphs = useGlyphs();
  const width = Math.min(dialogRoom(state).width, 72);
  return (
    <Frame
      screen={state.size}
      width={width}
      title={screen.title}
      lines={[[], fieldLine(screen.field, width - 4, {label: '', cursor: glyphs.cursor}), []]}
    />
  );
}

/** A question that changes something. */
export function ConfirmView({state, screen}: Props<ConfirmScreen>): ReactElement {
  const {ellipsis, cursor} = useGlyphs();
  const {width} = dialogRoom(state);
  const rows = questionRows(state);
  const lines = questionLines(state, screen);
  const top = Math.max(0, Math.min(screen.top, lines.length - rows));
  const shown = lines.slice(top, top + rows);
  const hidden = lines.length - top - shown.length;
  const said = hidden > 0 ? `${ellipsis} ${hidden} more lines  ` : 'the end  ';
  const more: readonly Line[] =
    lines.length > rows ? [[span(said, 'warning'), span('up down', 'key'), span(' scroll')]] : [];
  return (
    <Frame
      screen={state.size}
      width={width}
      title={screen.title}
      lines={[...shown, ...more, [], demandLine(screen, cursor), []]}
    />
  );
}

function demandLine({confirmation}: ConfirmScreen, cursor: string): Line {
  const {demand, typed} = confirmation;
  if (demand.kind === 'yes')
    return [span('y', 'key'), span(' yes   '), span('esc', 'key'), span(' no')];
  const what = demand.kind === 'number' ? 'the number that will be lost' : "the environment's name";
  return [
    span(`Type ${what}, `),
    span(demanded(demand), 'danger'),
    span(', then '),
    span('y', 'key'),
    span(':  '),
    span(typed, isReady(confirmation) ? 'good' : 'plain'),
    span(cursor, 'focus'),
  ];
}
