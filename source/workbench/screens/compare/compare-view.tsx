import type {ReactElement} from 'react';
import type {State} from '../../store/state.ts';
import {span} from '../../text/spans.ts';
import {useGlyphs} from '../../theme/context.ts';
import {Pane} from '../../widgets/pane.tsx';
import {tabsLine} from '../../widgets/tabs.ts';
import {TextView} from '../../widgets/text-view.tsx';
import {inside} from '../split-layout.ts';
import {compareLines} from './compare-lines.ts';
import {compareArea} from './compare-reducer.ts';
import {compareTabs, type CompareScreen} from './compare-state.ts';

interface Props {
  readonly state: State;
  readonly screen: CompareScreen;
  readonly isFocused: boolean;
}

/** Two revisions compared: what differs in the schema, or the SQL that leads from the one to the other. */
export function CompareView({state, screen, isFocused}: Props): ReactElement {
  const glyphs = useGlyphs();
  const area = compareArea(state);
  const room = inside(area);
  const tabs = tabsLine(['Schema', 'SQL'], compareTabs.indexOf(screen.tab), glyphs);
  return (
    <Pane
      area={area}
      title={[span(' Compare ', isFocused ? 'focus' : 'dim'), ...tabs, span(' ')]}
      isFocused={isFocused}
    >
      <TextView
        {...room}
        top={screen.top}
        lines={compareLines(state.history, screen, room.width)}
      />
    </Pane>
  );
}
