import {Box, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect, type ReactElement} from 'react';
import type {Control} from './acts/control.ts';
import {Overlay} from './dialogs/overlay.tsx';
import {keyPress} from './keys/key-press.ts';
import {computeLayout, smallest} from './layout.ts';
import {Body} from './screens/body.tsx';
import {footerLine} from './screens/footer-line.ts';
import {chip, headerLine} from './screens/header-line.ts';
import type {WorkbenchEvent} from './store/events.ts';
import type {State} from './store/state.ts';
import {useStore, type Store} from './store/store.ts';
import {fitLine, span} from './text/spans.ts';
import {GlyphProvider, useGlyphs} from './theme/context.ts';
import type {Glyphs} from './theme/glyphs.ts';
import {StyledLine} from './widgets/styled-line.tsx';

interface Props {
  readonly store: Store<State, WorkbenchEvent>;
  readonly control: Control;
  readonly glyphs: Glyphs;
  readonly now: () => number;
}

/** The workbench: reads keys in one place, and draws what the state says. */
export function App({store, control, glyphs, now}: Props): ReactElement {
  const {columns, rows} = useWindowSize();
  const state = useStore(store);

  useEffect(() => {
    store.dispatch({kind: 'resized', size: {columns, rows}});
  }, [store, columns, rows]);
  useInput((input, key) => control.press(keyPress(input, key, now())));
  usePaste((text) => control.paste(text));

  // Between a resize and the event that tells of it, the state is drawn in the size that the screen has.
  const shown =
    state.size.columns === columns && state.size.rows === rows
      ? state
      : {...state, size: {columns, rows}};
  return (
    <GlyphProvider value={glyphs}>
      <Box width={columns} height={rows} flexDirection="column" overflow="hidden">
        <Screenful state={shown} control={control} />
      </Box>
    </GlyphProvider>
  );
}

function Screenful({
  state,
  control,
}: {
  readonly state: State;
  readonly control: Control;
}): ReactElement {
  const glyphs = useGlyphs();
  const {columns, rows} = state.size;
  const layout = computeLayout(columns, rows);
  if (layout.kind === 'tooSmall') return <TooSmall state={state} />;
  return (
    <>
      <StyledLine line={headerLine(state, glyphs)} />
      <Body state={state} layout={layout} />
      <StyledLine line={footerLine(state, glyphs)} />
      <Overlay state={state} onChoose={control.choose} />
    </>
  );
}

/** What is left on a screen that is too small: where one is, and how to get out. */
function TooSmall({state}: {readonly state: State}): ReactElement {
  const {columns, rows} = state.size;
  const {ellipsis} = useGlyphs();
  const lines = [
    chip(state, ellipsis),
    [span(`${columns}x${rows} is too small: ${smallest.columns}x${smallest.rows} or more`)],
    [span('q', 'key'), span(' quit')],
  ];
  return (
    <Box flexDirection="column">
      {lines.slice(0, rows).map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- these lines have fixed places
        <StyledLine key={at} line={fitLine(line, columns)} />
      ))}
    </Box>
  );
}
