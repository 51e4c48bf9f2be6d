import {Text} from 'ink';
import {memo, type ReactElement} from 'react';
import type {Line} from '../text/spans.ts';
import {looks} from '../theme/tones.ts';

interface Props {
  readonly line: Line;
  readonly selected?: boolean;
}

/** One line of the screen in the looks of the theme; cut to its place by whoever made it. */
export const StyledLine = memo(function StyledLine({line, selected = false}: Props): ReactElement {
  const back = selected ? looks.selected : {};
  return (
    <Text wrap="truncate" {...back}>
      {line.map(({text, tone}, at) =>
        tone === undefined || tone === 'plain' ? (
          text
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- pieces of a line have no identity but their place
          <Text key={at} {...looks[selected && tone === 'dim' ? 'plain' : tone]}>
            {text}
          </Text>
        ),
      )}
    </Text>
  );
});
