import {Box} from 'ink';
import type {ReactElement} from 'react';
import type {State} from '../../store/state.ts';
import {cutStart} from '../../text/cut.ts';
import {span} from '../../text/spans.ts';
import {shownPath} from '../../text/shown-path.ts';
import {useGlyphs} from '../../theme/context.ts';
import {List} from '../../widgets/list.tsx';
import {Pane} from '../../widgets/pane.tsx';
import {TextView} from '../../widgets/text-view.tsx';
import {historyRow, type RowContext} from '../explore/history-rows.ts';
import {standingOf} from '../explore/standing.ts';
import {inside} from '../split-layout.ts';
import {mergeAreas, mergeRooms} from './merge-layout.ts';
import {choiceRow, mergeAccount} from './merge-lines.ts';
import type {MergeScreen} from './merge-state.ts';
import {besideText} from './side-lines.ts';

interface Props {
  readonly state: State;
  readonly screen: MergeScreen;
  readonly isFocused: boolean;
}

const maxLanes = 12;

/** Heads to be joined: the graph as it would be, the choice, and the file that would be written. */
export function MergeView(props: Props): ReactElement {
  const {graph, isWide} = mergeAreas(props.state);
  return (
    <Box flexDirection={isWide ? 'row' : 'column'} flexShrink={0}>
      <Box flexDirection="column" width={graph.width} flexShrink={0}>
        <Preview {...props} />
        <Heads {...props} />
      </Box>
      <File {...props} />
    </Box>
  );
}

function Preview({state, screen: merge}: Props): ReactElement {
  const glyphs = useGlyphs();
  const history = merge.preview ?? state.history;
  const context: RowContext = {
    history,
    standing: standingOf(state),
    glyphs,
    found: undefined,
    maxLanes,
    ghost: merge.draft?.revision,
  };
  return (
    <Pane
      area={mergeAreas(state).graph}
      title={[span(' The graph as it would be ', 'dim')]}
      isFocused={false}
    >
      <List
        count={history.order.length}
        list={{cursor: -1, top: 0}}
        {...mergeRooms(state).graph}
        isFocused={false}
        row={(index, columns) => historyRow(context, index, columns)}
      />
    </Pane>
  );
}

function Heads({state, screen: merge, isFocused}: Props): ReactElement {
  const glyphs = useGlyphs();
  const {heads: area} = mergeAreas(state);
  const {heads: room} = mergeRooms(state);
  const {width, height} = inside(area);
  return (
    <Pane
      area={area}
      title={[span(' Heads to join ', isFocused ? 'focus' : 'dim')]}
      isFocused={isFocused}
    >
      <List
        count={merge.heads.length}
        list={merge.list}
        {...room}
        isFocused={isFocused}
        row={(index) => choiceRow(merge, {history: state.history, glyphs}, index)}
      />
      <TextView
        lines={mergeAccount(merge, state.keys, width)}
        top={0}
        width={width}
        height={Math.max(0, height - room.height)}
      />
    </Pane>
  );
}

function File({state, screen: merge}: Props): ReactElement {
  const {ellipsis} = useGlyphs();
  const {file: area} = mergeAreas(state);
  const {file: room} = mergeRooms(state);
  const path = merge.draft?.path ?? '';
  return (
    <Pane
      area={area}
      title={[
        span(` ${cutStart(shownPath(state.directory, path), area.width - 6, ellipsis)} `, 'dim'),
      ]}
      isFocused={false}
    >
      <TextView {...room} top={merge.top} lines={besideText(state, merge, room.width)} />
    </Pane>
  );
}
