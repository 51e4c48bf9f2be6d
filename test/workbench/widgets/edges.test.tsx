import {render} from 'ink-testing-library';
import {Box, Text} from 'ink';
import {expect, test} from 'vitest';
import {Frame} from '../../../source/workbench/dialogs/frame.tsx';
import {span} from '../../../source/workbench/text/spans.ts';
import {List} from '../../../source/workbench/widgets/list.tsx';
import {Pane} from '../../../source/workbench/widgets/pane.tsx';
import {TextView} from '../../../source/workbench/widgets/text-view.tsx';

test('a list that has not the keys still shows where its cursor is', () => {
  const {lastFrame} = render(
    <List
      count={2}
      list={{cursor: 1, top: 0}}
      width={9}
      height={4}
      isFocused={false}
      row={(at) => [span(`row ${at}`)]}
    />,
  );
  expect(lastFrame()).toBe(' row 0\n·row 1\n\n');
});

test('a title that is too long is cut', () => {
  const {lastFrame} = render(
    <Pane area={{width: 8, height: 3}} title={[span('much too long')]} isFocused={false}>
      <Text>in</Text>
    </Pane>,
  );
  expect(lastFrame()?.split('\n')[0]).toBe('╭much …╮');
});

test('a text is shown from a line on, and never past its end', () => {
  const lines = ['a', 'b', 'c', 'd'].map((text) => [span(text)]);
  const view = (top: number) =>
    render(<TextView lines={lines} top={top} width={6} height={2} />).lastFrame();
  expect([view(0), view(1), view(99)]).toEqual([' a\n b', ' b\n c', ' c\n d']);
});

test('a frame covers what is under it', () => {
  const {lastFrame} = render(
    <Box width={20} height={4}>
      <Frame
        screen={{columns: 20, rows: 4}}
        width={8}
        title="T"
        lines={[[span('one')], [span('much too long')]]}
      />
    </Box>,
  );
  expect(
    lastFrame()
      ?.split('\n')
      .map((row) => row.trim())
      .filter(Boolean),
  ).toEqual(['╭ T ─────╮', '│ one    │', '│ much t…│', '╰────────╯']);
});
