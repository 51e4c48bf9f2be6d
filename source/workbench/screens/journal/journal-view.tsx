import {Box} from 'ink';
import type {ReactElement} from 'react';
import type {State} from '../../store/state.ts';
import {span, type Line} from '../../text/spans.ts';
import {visible} from '../../text/visible.ts';
import {List} from '../../widgets/list.tsx';
import {Pane} from '../../widgets/pane.tsx';
import {TextView} from '../../widgets/text-view.tsx';
import {inside} from '../split-layout.ts';
import {entryLines, entryRow} from './journal-lines.ts';
import {journalAreas} from './journal-reducer.ts';
import type {JournalScreen} from './journal-state.ts';

interface Props {
  readonly state: State;
  readonly screen: JournalScreen;
  readonly isFocused: boolean;
}

/** The journal that the database keeps: every step that was ever run, and how it ended. */
export function JournalView({state, screen: journal, isFocused}: Props): ReactElement {
  const {entries: area, entry, isWide} = journalAreas(state);
  const entries = journal.entries.kind === 'ready' ? journal.entries.value : [];
  const selected = entries[journal.list.cursor];
  const room = inside(entry);
  return (
    <Box flexDirection={isWide ? 'row' : 'column'} flexShrink={0}>
      <Pane
        area={area}
        title={[span(' Journal ', isFocused ? 'focus' : 'dim')]}
        isFocused={isFocused}
      >
        <List
          count={entries.length}
          list={journal.list}
          {...inside(area)}
          isFocused={isFocused}
          row={(index, columns) => {
            const found = entries[index];
            return found === undefined ? [] : entryRow(found, state.history, columns);
          }}
          empty={emptyLine(journal)}
        />
      </Pane>
      <Pane area={entry} title={[span(' Entry ', 'dim')]} isFocused={false}>
        <TextView
          {...room}
          top={0}
          lines={selected === undefined ? [] : entryLines(selected, room.width)}
        />
      </Pane>
    </Box>
  );
}

function emptyLine({entries}: JournalScreen): Line {
  if (entries.kind === 'failed') return [span(visible(entries.message), 'danger')];
  return [span(entries.kind === 'ready' ? 'nothing was ever run here' : 'reading', 'dim')];
}
