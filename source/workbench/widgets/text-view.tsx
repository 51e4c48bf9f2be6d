import {Box} from 'ink';
import type {ReactElement} from 'react';
import {fitLine, span, type Line} from '../text/spans.ts';
import {useGlyphs} from '../theme/context.ts';
import {StyledLine} from './styled-line.tsx';

interface Props {
  readonly lines: readonly Line[];
  /** The first line that is shown. */
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Lines of text, of which only those in sight are drawn, with a blank at either side. */
export function TextView({lines, top, width, height}: Props): ReactElement {
  const {ellipsis} = useGlyphs();
  const first = Math.max(0, Math.min(top, lines.length - height));
  return (
    <Box flexDirection="column" width={width} height={height} flexShrink={0} overflow="hidden">
      {lines.slice(first, first + height).map((line, at) => (
        <StyledLine
          // oxlint-disable-next-line react/no-array-index-key -- a line's place in the text is what it is
          key={first + at}
          line={[span(' '), ...fitLine(line, Math.max(0, width - 2), ellipsis)]}
        />
      ))}
    </Box>
  );
}
