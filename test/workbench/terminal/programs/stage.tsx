/** A program for the whole screen that shows which keys it got, and ends in every way that a program can. */
import {appendFileSync, writeFileSync} from 'node:fs';
import {Box, Text, useInput, useWindowSize} from 'ink';
import {useState, type ReactElement} from 'react';
import {keyPress} from '../../../../source/workbench/keys/key-press.ts';
import {editorCommand} from '../../../../source/commands/editor-command.ts';
import {present, type Stage} from '../../../../source/workbench/terminal/lifecycle.tsx';

const acts: Readonly<Record<string, (stage: Stage) => void>> = {
  q: (stage) => stage.leave(0),
  'ctrl+c': (stage) => stage.leave(130),
  'ctrl+z': (stage) => void stage.stop(),
  'ctrl+l': (stage) => void stage.redraw(),
  t: () => {
    throw new Error('thrown in a key handler');
  },
  p: () => void Promise.reject(new Error('rejected and not caught')),
};

function App({stage}: {readonly stage: Stage}): ReactElement {
  const {columns, rows} = useWindowSize();
  const [keys, setKeys] = useState('');
  const [message, setMessage] = useState('ready');
  if (keys.endsWith('r')) throw new Error('thrown while drawing');
  useInput((input, key) => {
    const {name} = keyPress(input, key, 0);
    setKeys((before) => `${before} ${name}`);
    acts[name]?.(stage);
    if (name === 'e') {
      stage.edit(process.env['EDITED'] ?? '', editorCommand(process.env)).then(
        () => setMessage('edited'),
        (error: unknown) => setMessage(String(error)),
      );
    }
  });
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Text>first row</Text>
      <Text>keys:{keys}</Text>
      <Text>{message}</Text>
    </Box>
  );
}

const pidFile = process.env['PID_FILE'];
if (pidFile !== undefined) writeFileSync(pidFile, String(process.pid));

process.exitCode = await present((stage) => ({
  tree: <App stage={stage} />,
  onLeaving: async () => {
    const file = process.env['LEAVING'];
    if (file !== undefined) appendFileSync(file, 'left');
  },
}));
