import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import type {ReactElement} from 'react';
import type {State} from '../store/state.ts';
import {StyledLine} from '../widgets/styled-line.tsx';
import {span} from '../text/spans.ts';
import type {ChoiceScreen} from './screens.ts';

interface Props {
  readonly state: State;
  readonly screen: ChoiceScreen;
  readonly onChoose: (value: string) => void;
}

/** A short menu: arrows and Enter, or the number of the item. */
export function ChoiceView({state, screen, onChoose}: Props): ReactElement {
  const width = Math.min(76, state.size.columns - 6);
  return (
    <Box
      position="absolute"
      flexDirection="column"
      borderStyle="round"
      borderColor="green"
      paddingX={1}
      width={width}
      marginLeft={Math.floor((state.size.columns - width) / 2)}
      marginTop={Math.max(1, Math.floor(state.size.rows / 2) - screen.items.length)}
    >
      <StyledLine line={[span(screen.title, 'focus')]} />
      {screen.lines.map((line, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- these lines have fixed places
        <StyledLine key={at} line={line} />
      ))}
      <SelectInput
        items={screen.items.map(({label, value}, at) => ({label: `${at + 1} ${label}`, value}))}
        onSelect={({value}) => onChoose(value)}
      />
    </Box>
  );
}
