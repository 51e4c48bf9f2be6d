/** The door: decides what to load, nothing else. */
import {run} from './source/cli/run.ts';

process.exitCode = await run(process.argv.slice(2), {
  directory: process.cwd(),
  variables: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  async openWorkbench(options) {
    const {openWorkbench} = await import('./source/workbench/open.tsx');
    return openWorkbench(options);
  },
});
