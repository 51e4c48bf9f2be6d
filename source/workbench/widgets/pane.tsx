import {Box} from 'ink';
import type {ReactElement, ReactNode} from 'react';
import type {Area} from '../layout.ts';
import {fitLine, lineWidth, span, type Line} from '../text/spans.ts';
import {useGlyphs} from '../theme/context.ts';
import {looks, type Tone} from '../theme/tones.ts';
import {StyledLine} from './styled-line.tsx';

interface Props {
  readonly area: Area;
  readonly title: Line;
  readonly isFocused: boolean;
  readonly children: ReactNode;
}

/** A frame of exactly this size with its title in the upper border. */
export function Pane({area, title, isFocused, children}: Props): ReactElement {
  const glyphs = useGlyphs();
  const tone: Tone = isFocused ? 'focus' : 'dim';
  const room = area.width - 2;
  const heading = fitLine(title, Math.min(lineWidth(title), room), glyphs.ellipsis);
  const rule = span(glyphs.line.repeat(Math.max(0, room - lineWidth(heading))), tone);
  const {topLeft, topRight, bottomLeft, bottomRight} = glyphs.corners;
  return (
    <Box flexDirection="column" width={area.width} height={area.height} flexShrink={0}>
      <StyledLine line={[span(topLeft, tone), ...heading, rule, span(topRight, tone)]} />
      <Box
        width={area.width}
        height={area.height - 1}
        flexShrink={0}
        flexDirection="column"
        overflow="hidden"
        borderTop={false}
        borderStyle={{
          topLeft,
          topRight,
          bottomLeft,
          bottomRight,
          left: glyphs.side,
          right: glyphs.side,
          top: glyphs.line,
          bottom: glyphs.line,
        }}
        {...border(tone)}
      >
        {children}
      </Box>
    </Box>
  );
}

function border(tone: Tone): {borderColor?: string; borderDimColor?: boolean} {
  const {color, dimColor} = looks[tone];
  return {
    ...(color === undefined ? {} : {borderColor: color}),
    ...(dimColor === undefined ? {} : {borderDimColor: dimColor}),
  };
}
