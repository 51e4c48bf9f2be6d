import {Box} from 'ink';
import type {ReactElement} from 'react';
import type {FittingLayout, Layout, PaneName} from '../../layout.ts';
import type {State} from '../../store/state.ts';
import {fitLine, span, type Line} from '../../text/spans.ts';
import {useGlyphs} from '../../theme/context.ts';
import {StyledLine} from '../../widgets/styled-line.tsx';
import {tabsLine} from '../../widgets/tabs.ts';
import {DetailPane} from './detail-pane.tsx';
import {HeadsPane, HistoryPane, LogPane} from './left-panes.tsx';
import {goingLine} from './going.ts';
import {selectedRevision} from './selection.ts';

interface Props {
  readonly state: State;
  readonly layout: FittingLayout;
}

const panes = {
  history: HistoryPane,
  heads: HeadsPane,
  log: LogPane,
  detail: DetailPane,
} satisfies Readonly<Record<PaneName, unknown>>;

/** The first screen: history, heads and branches, log, and what is selected beside them. */
export function ExploreView({state, layout}: Props): ReactElement {
  return layout.kind === 'wide' ? (
    <Wide state={state} layout={layout} />
  ) : (
    <Narrow state={state} layout={layout} />
  );
}

function Wide({
  state,
  layout,
}: {
  readonly state: State;
  readonly layout: Extract<Layout, {kind: 'wide'}>;
}): ReactElement {
  const {focus} = state.explore;
  const alone = focus === 'detail' ? 'history' : focus;
  const left: readonly PaneName[] = layout.stacked ? ['history', 'heads', 'log'] : [alone];
  return (
    <Box width={layout.body.width} height={layout.body.height} flexShrink={0}>
      <Box flexDirection="column" width={layout.panes.history.width} flexShrink={0}>
        {left.map((name) => {
          const Pane = panes[name];
          return <Pane key={name} state={state} area={layout.panes[name]} framed />;
        })}
      </Box>
      <DetailPane state={state} area={layout.panes.detail} framed />
    </Box>
  );
}

const tabs: readonly PaneName[] = ['history', 'heads', 'log', 'detail'];
const tabTitles = ['1 History', '2 Heads', '3 Log', '0 Detail'];

function Narrow({
  state,
  layout,
}: {
  readonly state: State;
  readonly layout: Extract<Layout, {kind: 'narrow'}>;
}): ReactElement {
  const glyphs = useGlyphs();
  const {focus} = state.explore;
  const {width} = layout.body;
  const Pane = panes[focus];
  const rule: Line = [span(glyphs.line.repeat(width), 'dim')];
  const selected = selectedRevision(state);
  const going = selected === undefined ? [] : goingLine(state, selected);
  return (
    <Box flexDirection="column" width={width} height={layout.body.height} flexShrink={0}>
      <StyledLine
        line={fitLine([span(' '), ...tabsLine(tabTitles, tabs.indexOf(focus), glyphs)], width)}
      />
      <StyledLine line={rule} />
      <Pane state={state} area={layout.panes[focus]} framed={false} />
      <StyledLine line={fitLine([span(' '), ...going], width, glyphs.ellipsis)} />
    </Box>
  );
}
