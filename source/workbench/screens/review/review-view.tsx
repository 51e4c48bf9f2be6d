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
import {reviewAreas, reviewRooms} from './review-layout.ts';
import {itemRow, reviewAccount} from './review-lines.ts';
import {diffText} from './review-reducer.ts';
import type {ReviewScreen} from './review-state.ts';

interface Props {
  readonly state: State;
  readonly screen: ReviewScreen;
  readonly isFocused: boolean;
}

/** A revision made from the entities: its changes, each to be taken or left, and the file as a diff. */
export function ReviewView({state, screen: review, isFocused}: Props): ReactElement {
  const glyphs = useGlyphs();
  const {items, account, diff, isWide} = reviewAreas(state);
  const rooms = reviewRooms(state);
  const path = shownPath(state.directory, review.draft?.path ?? '');
  return (
    <Box flexDirection={isWide ? 'row' : 'column'} flexShrink={0}>
      <Box flexDirection="column" width={items.width} flexShrink={0}>
        <Pane
          area={items}
          title={[span(' What the entities ask for ', isFocused ? 'focus' : 'dim')]}
          isFocused={isFocused}
        >
          <List
            count={review.generated.items.length}
            list={review.list}
            {...rooms.items}
            isFocused={isFocused}
            row={(index) => itemRow(review, glyphs, index)}
          />
        </Pane>
        <Pane area={account} title={[span(' The new revision ', 'dim')]} isFocused={false}>
          <TextView
            {...rooms.account}
            top={0}
            lines={reviewAccount(review, state.keys, rooms.account.width)}
          />
        </Pane>
      </Box>
      <Pane
        area={diff}
        title={[span(` ${cutStart(path, diff.width - 6, glyphs.ellipsis)} `, 'dim')]}
        isFocused={false}
      >
        <TextView
          {...rooms.diff}
          top={review.top}
          lines={diffText(review, rooms.diff.width).lines}
        />
      </Pane>
    </Box>
  );
}
