/** The door: decides what to load, nothing else. */
import {ownOutput} from './source/cli/own-output.ts';
import {run} from './source/cli/run.ts';

const {stdout, onScreen} = ownOutput();

process.exitCode = await run(process.argv.slice(2), {
  directory: process.cwd(),
  variables: process.env,
  stdin: process.stdin,
  stdout,
  stderr: process.stderr,
  async openWorkbench(options) {
    onScreen();
    const {openWorkbench} = await import('./source/workbench/open.tsx');
    return openWorkbench(options);
  },
});
// What the user's files left open, such as a connection of their application's, is not waited for.
stdout.write('', () => process.exit());
