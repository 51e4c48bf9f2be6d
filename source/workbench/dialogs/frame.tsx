import {Box} from 'ink';
import type {ReactElement, ReactNode} from 'react';
import type {Size} from '../store/state.ts';
import {fitLine, span, type Line, type Span} from '../text/spans.ts';
import {useGlyphs} from '../theme/context.ts';
import {StyledLine} from '../widgets/styled-line.tsx';

interface Props {
  readonly screen: Size;
  readonly width: number;
  readonly title: string;
  readonly lines: readonly Line[];
  /** The row that is selected. */
  readonly selected?: number;
  /** What draws itself over the last of the lines, and how many of them it takes. */
  readonly inset?: {readonly rows: number; readonly view: ReactNode};
}

/** Lines in a frame in the middle of the screen, over whatever is there. */
export function Frame({screen, width, title, lines, selected, inset}: Props): ReactElement {
  const glyphs = useGlyphs();
  const {topLeft, topRight, bottomLeft, bottomRight} = glyphs.corners;
  const heading = ` ${title} `;
  const rule = glyphs.line.repeat(Math.max(0, width - heading.length));
  const edge = span(glyphs.side, 'focus');
  const all: readonly Line[] = [
    [
      span(topLeft, 'focus'),
      ...fitLine([span(heading, 'focus'), span(rule, 'focus')], width),
      span(topRight, 'focus'),
    ],
    ...lines.map((line): Line => framed(line, width, glyphs.ellipsis, edge)),
    [span(`${bottomLeft}${glyphs.line.repeat(width)}${bottomRight}`, 'focus')],
  ];
  return (
    <Box
      position="absolute"
      flexDirection="column"
      width={width + 2}
      height={all.length}
      marginLeft={Math.max(0, Math.floor((screen.columns - width - 2) / 2))}
      marginTop={Math.max(0, Math.floor((screen.rows - all.length) / 2))}
    >
      {all.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- lines of a frame have no identity but their place
        <StyledLine key={at} line={line} selected={selected !== undefined && at === selected + 1} />
      ))}
      {inset !== undefined && (
        <Box position="absolute" marginLeft={2} marginTop={lines.length + 1 - inset.rows}>
          {inset.view}
        </Box>
      )}
    </Box>
  );
}

function framed(line: Line, width: number, ellipsis: string, edge: Span): Line {
  return [edge, ...fitLine([span(' '), ...line], width, ellipsis), edge];
}
