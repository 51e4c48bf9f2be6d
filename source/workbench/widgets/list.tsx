import {Box} from 'ink';
import type {ReactElement} from 'react';
import {fitLine, span, type Line} from '../text/spans.ts';
import {useGlyphs} from '../theme/context.ts';
import {StyledLine} from './styled-line.tsx';
import type {ListState} from './window.ts';

interface Props {
  readonly count: number;
  readonly list: ListState;
  readonly width: number;
  readonly height: number;
  readonly isFocused: boolean;
  /** A row of the list, in at most this many columns. Asked only for rows that are in sight. */
  readonly row: (index: number, columns: number) => Line;
  /** What is said when there is nothing. */
  readonly empty?: Line;
}

/** Rows with a cursor, of which only those in sight are made. */
export function List({count, list, width, height, isFocused, row, empty}: Props): ReactElement {
  const glyphs = useGlyphs();
  const shown = Math.max(0, Math.min(height, count - list.top));
  const pointer = isFocused ? span(glyphs.pointer, 'focus') : span(glyphs.rest, 'dim');
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {count === 0 && empty !== undefined && (
        <StyledLine line={fitLine([span(' '), ...empty], width, glyphs.ellipsis)} />
      )}
      {Array.from({length: shown}, (_, at) => {
        const index = list.top + at;
        const selected = index === list.cursor;
        const line = fitLine(row(index, width - 1), width - 1, glyphs.ellipsis);
        return (
          <StyledLine
            key={index}
            line={[selected ? pointer : span(' '), ...line]}
            selected={selected && isFocused}
          />
        );
      })}
    </Box>
  );
}
