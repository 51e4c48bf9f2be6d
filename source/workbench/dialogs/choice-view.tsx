import SelectInput from 'ink-select-input';
import type {ReactElement} from 'react';
import type {State} from '../store/state.ts';
import {cut} from '../text/cut.ts';
import {useGlyphs} from '../theme/context.ts';
import {Frame} from './frame.tsx';
import type {ChoiceScreen} from './screens.ts';

interface Props {
  readonly state: Pick<State, 'size'>;
  readonly screen: ChoiceScreen;
  readonly onChoose: (value: string) => void;
}

/** A short menu: arrows and Enter, or the number of the item. */
export function ChoiceView({state, screen, onChoose}: Props): ReactElement {
  const {ellipsis} = useGlyphs();
  const width = Math.min(76, state.size.columns - 6);
  const items = screen.items.map(({label, value}, at) => ({
    label: cut(`${at + 1} ${label}`, width - 4, ellipsis),
    value,
  }));
  return (
    <Frame
      screen={state.size}
      width={width}
      title={screen.title}
      lines={[...screen.lines, ...items.map(() => [])]}
      inset={{
        rows: items.length,
        view: <SelectInput items={items} onSelect={({value}) => onChoose(value)} />,
      }}
    />
  );
}
