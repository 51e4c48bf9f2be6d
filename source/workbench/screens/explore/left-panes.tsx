import type {ReactElement, ReactNode} from 'react';
import type {PaneName} from '../../layout.ts';
import {isCovered, type LogEntry, type State} from '../../store/state.ts';
import {span, type Line} from '../../text/spans.ts';
import {sqlLines} from '../../text/sql-lines.ts';
import {useGlyphs} from '../../theme/context.ts';
import type {Glyphs} from '../../theme/glyphs.ts';
import {List} from '../../widgets/list.tsx';
import {Pane} from '../../widgets/pane.tsx';
import {tabsLine} from '../../widgets/tabs.ts';
import {TextView} from '../../widgets/text-view.tsx';
import {filterText} from './filter.ts';
import {branchRow, headRow} from './heads-rows.ts';
import {historyRow, type RowContext} from './history-rows.ts';
import {roomIn, type PaneProps} from './pane-props.ts';
import {standingOf} from './standing.ts';

const lanes = {wide: 12, narrow: 8, wideFrom: 80};

/** The graph, one row a revision. */
export function HistoryPane(props: PaneProps): ReactElement {
  const {state} = props;
  const context = rowContext(props, useGlyphs());
  return (
    <Framed {...props} name="history" title={historyTitle(state)}>
      <List
        count={state.history.order.length}
        list={state.explore.history}
        {...roomIn(props)}
        isFocused={hasFocus(state, 'history')}
        row={(index, columns) => historyRow(context, index, columns)}
        empty={[span('no revision yet', 'dim')]}
      />
    </Framed>
  );
}

/** Where lines end, or the tree of where they part: two tabs of one pane. */
export function HeadsPane(props: PaneProps): ReactElement {
  const {state} = props;
  const glyphs = useGlyphs();
  const context = rowContext(props, glyphs);
  const {headsTab, heads, branches} = state.explore;
  const isHeads = headsTab === 'heads';
  const title: Line = [
    span('[2] ', hasFocus(state, 'heads') ? 'focus' : 'dim'),
    ...tabsLine(['Heads', 'Branches'], isHeads ? 0 : 1, glyphs),
    span(' '),
  ];
  return (
    <Framed {...props} name="heads" title={title}>
      <List
        count={isHeads ? state.history.heads.length : state.history.branches.length}
        list={isHeads ? heads : branches}
        {...roomIn(props)}
        isFocused={hasFocus(state, 'heads')}
        row={(index, columns) => (isHeads ? headRow : branchRow)(context, index, columns)}
        empty={[span('no revision yet', 'dim')]}
      />
    </Framed>
  );
}

/** What was done, and every statement that was run. */
export function LogPane(props: PaneProps): ReactElement {
  const {state} = props;
  const room = roomIn(props);
  const {top, follow} = state.explore.log;
  return (
    <Framed {...props} name="log" title={plainTitle(state, 'log', '[3] Log')}>
      <TextView
        lines={state.log.map(logLine)}
        top={follow ? state.log.length : top}
        width={room.width}
        height={room.height}
      />
    </Framed>
  );
}

/** Whether a pane has the keys: it is focused and nothing lies over it but the line of a search. */
export function hasFocus(state: State, pane: PaneName): boolean {
  return state.explore.focus === pane && !isCovered(state);
}

interface FramedProps extends PaneProps {
  readonly name: PaneName;
  readonly title: Line;
  readonly children: ReactNode;
}

/** A pane in its frame, or without one where it is alone. */
export function Framed({state, area, framed, name, title, children}: FramedProps): ReactNode {
  if (!framed) return children;
  return (
    <Pane area={area} title={title} isFocused={hasFocus(state, name)}>
      {children}
    </Pane>
  );
}

function rowContext({state, area}: PaneProps, glyphs: Glyphs): RowContext {
  return {
    history: state.history,
    standing: standingOf(state),
    glyphs,
    found: state.explore.search?.found,
    marks: state.explore.marks,
    maxLanes: area.width < lanes.wideFrom ? lanes.narrow : lanes.wide,
  };
}

function historyTitle(state: State): Line {
  const {search} = state.explore;
  const found = search === undefined ? '' : `/${search.text} ${search.matches.length} found `;
  const filter = filterText(state.explore.filter);
  const shown = `${state.history.order.length} of ${state.history.all.length}`;
  return [
    ...plainTitle(state, 'history', '[1] History'),
    span(filter === '' ? '' : `${filter}: ${shown} `, 'warning'),
    span(found, 'warning'),
  ].filter(({text}) => text !== '');
}

function plainTitle(state: State, pane: PaneName, text: string): Line {
  return [span(`${text} `, hasFocus(state, pane) ? 'focus' : 'dim')];
}

function logLine({time, text, tone}: LogEntry): Line {
  const [sql] = tone === 'sql' ? sqlLines(text) : [];
  return [span(`${time} `, 'dim'), ...(sql ?? [span(text, tone === 'sql' ? 'plain' : tone)])];
}
