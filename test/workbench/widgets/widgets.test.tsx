import {Box} from 'ink';
import {render} from 'ink-testing-library';
import type {ReactElement} from 'react';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, expect, test} from 'vitest';
import {ChoiceView} from '../../../source/workbench/dialogs/choice-view.tsx';
import {span} from '../../../source/workbench/text/spans.ts';
import {GlyphProvider} from '../../../source/workbench/theme/context.ts';
import {ascii} from '../../../source/workbench/theme/glyphs.ts';
import {List} from '../../../source/workbench/widgets/list.tsx';
import {Pane} from '../../../source/workbench/widgets/pane.tsx';
import {TextView} from '../../../source/workbench/widgets/text-view.tsx';

/** The rows of a component as they are drawn, without the blanks at their ends. */
function drawn(tree: ReactElement): readonly string[] {
  const {lastFrame, unmount} = render(tree);
  const rows = (lastFrame() ?? '').split('\n').map((row) => row.trimEnd());
  unmount();
  return rows;
}

const list = (cursor: number, top: number, asked: number[] = []) => (
  <List
    count={1000}
    list={{cursor, top}}
    width={12}
    height={3}
    isFocused={true}
    row={(index) => {
      asked.push(index);
      return [span(`revision ${String(index)}`)];
    }}
  />
);

describe('List', () => {
  test('makes only the rows in sight, the cursor before its own, long ones cut', () => {
    const asked: number[] = [];
    expect(drawn(list(501, 500, asked))).toEqual([' revision 5…', '❯revision 5…', ' revision 5…']);
    expect([...new Set(asked)]).toEqual([500, 501, 502]);
  });

  test('says what it is told to when there is nothing', () => {
    const empty = drawn(
      <List
        count={0}
        list={{cursor: 0, top: 0}}
        width={12}
        height={2}
        isFocused={false}
        row={() => []}
        empty={[span('none')]}
      />,
    );
    expect(empty[0]).toBe(' none');
  });
});

describe('Pane', () => {
  const pane = (
    <Pane area={{width: 14, height: 3}} title={[span(' Log ')]} isFocused={true}>
      <TextView lines={[[span('one')], [span('two')]]} top={1} width={12} height={1} />
    </Pane>
  );

  test('has its title in the border and exactly its size', () => {
    expect(drawn(pane)).toEqual(['╭ Log ───────╮', '│ two        │', '╰────────────╯']);
  });

  test('draws with ASCII signs where there are no others', () => {
    expect(drawn(<GlyphProvider value={ascii}>{pane}</GlyphProvider>)).toEqual([
      '+ Log -------+',
      '| two        |',
      '+------------+',
    ]);
  });
});

describe('ChoiceView', () => {
  const screen = {
    kind: 'choice',
    title: 'Which way up?',
    lines: [[span('there are two')]],
    items: [
      {label: 'first', value: 'a'},
      {label: 'second', value: 'b'},
    ],
  } as const;
  const size = {columns: 40, rows: 9};

  const choice = (onChoose: (value: string) => void = () => {}) => (
    <Box width={size.columns} height={size.rows} overflow="hidden" flexDirection="column">
      {Array.from({length: size.rows}, (_, row) => (
        <TextView
          key={row}
          lines={[[span('x'.repeat(38))]]}
          top={0}
          width={size.columns}
          height={1}
        />
      ))}
      <ChoiceView state={{size}} screen={{...screen, purpose: 'planUp'}} onChoose={onChoose} />
    </Box>
  );

  test('covers whatever lies under it', () => {
    const rows = drawn(choice());
    const box = rows.filter((row) => /[╭│╰]/.test(row)).map((row) => row.slice(2, 38));
    expect(box).toHaveLength(5);
    expect(box.join('')).not.toContain('x');
    expect(rows.join('\n')).toContain('1 first');
  });

  test('gives the value of the item that is chosen by arrow and Enter', async () => {
    const chosen: string[] = [];
    const {stdin, unmount} = render(choice((value) => chosen.push(value)));
    await pause(20);
    stdin.write('\u001b[B');
    await pause(50);
    stdin.write('\r');
    await expect.poll(() => chosen).toEqual(['b']);
    unmount();
  });
});
