import {Box} from 'ink';
import type {ReactElement} from 'react';
import {fitLine, span, type Line} from '../../text/spans.ts';
import {useGlyphs} from '../../theme/context.ts';
import {StyledLine} from '../../widgets/styled-line.tsx';
import {tabsLine} from '../../widgets/tabs.ts';
import {TextView} from '../../widgets/text-view.tsx';
import {detailHead, detailHeadRows, detailText} from './detail-text.ts';
import {detailTabs} from './explore-state.ts';
import {shortId} from './history-view.ts';
import {Framed, hasFocus} from './left-panes.tsx';
import {roomIn, type PaneProps} from './pane-props.ts';
import {selectedRevision} from './selection.ts';

const titles = ['Upgrade', 'Downgrade', 'Source', 'Facts', 'Schema'];

/** The selected revision: what it does either way, its source, and what is known of it. */
export function DetailPane(props: PaneProps): ReactElement {
  const {state} = props;
  const glyphs = useGlyphs();
  const {width, height} = roomIn(props);
  const revision = selectedRevision(state);
  const chosen = detailTabs.indexOf(state.explore.detail.tab);
  const tabs = tabsLine(titles, chosen, glyphs);
  const tone = hasFocus(state, 'detail') ? 'focus' : 'dim';
  const id = revision === undefined ? '' : `${shortId(state.history, revision)} `;
  const title: Line = [span(`[0] ${id}`, tone), ...tabs];
  const head = revision === undefined ? [] : detailHead(state, revision);
  // Alone on the screen there is no title, and the tabs take the empty line above the text.
  const above = props.framed ? head : [...head.slice(0, -1), tabs];
  return (
    <Framed {...props} name="detail" title={title}>
      <Box flexDirection="column" width={width} height={height} flexShrink={0}>
        {above.map((line, at) => (
          <StyledLine
            // oxlint-disable-next-line react/no-array-index-key -- these lines have fixed places
            key={at}
            line={[span(' '), ...fitLine(line, width - 2, glyphs.ellipsis)]}
          />
        ))}
        <TextView
          lines={detailText(state, width)}
          top={state.explore.detail.top}
          width={width}
          height={Math.max(0, height - detailHeadRows)}
        />
      </Box>
    </Framed>
  );
}
