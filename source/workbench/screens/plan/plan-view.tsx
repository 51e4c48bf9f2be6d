import {Box} from 'ink';
import type {ReactElement} from 'react';
import type {State} from '../../store/state.ts';
import {span} from '../../text/spans.ts';
import {useGlyphs} from '../../theme/context.ts';
import {List} from '../../widgets/list.tsx';
import {Pane} from '../../widgets/pane.tsx';
import {TextView} from '../../widgets/text-view.tsx';
import {shortId} from '../explore/history-view.ts';
import {planAreas, planRooms} from './plan-layout.ts';
import {
  accountInSight,
  accountLines,
  statementsText,
  stepRow,
  type PlanContext,
} from './plan-lines.ts';
import type {PlanScreen} from './plan-state.ts';

interface Props {
  readonly state: State;
  readonly screen: PlanScreen;
  readonly isFocused: boolean;
}

/** A plan: its steps, where it leads and what it loses, and every statement of the selected step. */
export function PlanView({state, screen: plan, isFocused}: Props): ReactElement {
  const glyphs = useGlyphs();
  const areas = planAreas(state);
  const rooms = planRooms(state);
  const {history, environment, keys} = state;
  const context: PlanContext = {plan, history, environment, keys, glyphs};
  const selected = plan.shown.plan.steps[plan.list.cursor];
  const id = selected === undefined ? '' : shortId(history, selected.revision);
  const left = (
    <Box flexDirection="column" width={areas.steps.width} flexShrink={0}>
      <Pane
        area={areas.steps}
        title={[span(` ${plan.title} `, isFocused ? 'focus' : 'dim')]}
        isFocused={isFocused}
      >
        <List
          count={plan.steps.length}
          list={plan.list}
          {...rooms.steps}
          isFocused={isFocused}
          row={(index, columns) => stepRow(context, index, columns)}
        />
      </Pane>
      <Pane area={areas.account} title={[span(' Where it leads ', 'dim')]} isFocused={false}>
        <TextView
          {...rooms.account}
          top={0}
          lines={accountInSight(accountLines(context, rooms.account.width), plan.accountTop, {
            height: rooms.account.height,
            ellipsis: glyphs.ellipsis,
            keys,
          })}
        />
      </Pane>
    </Box>
  );
  return (
    <Box flexDirection={areas.isWide ? 'row' : 'column'} flexShrink={0}>
      {left}
      <Pane
        area={areas.statements}
        title={[span(` Step ${plan.list.cursor + 1}: statements of ${id} `, 'dim')]}
        isFocused={false}
      >
        <TextView
          {...rooms.statements}
          top={plan.top}
          lines={statementsText(plan, rooms.statements.width)}
        />
      </Pane>
    </Box>
  );
}
