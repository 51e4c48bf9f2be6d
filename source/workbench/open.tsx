import type {OpenOptions} from '../commands/open-project.ts';
import {decideColours} from './terminal/colours.ts';

/** Which project to open, and for which of its environments. */
export type WorkbenchOptions = OpenOptions;

/**
 * Opens the workbench on this terminal; answers with the exit code once it is left. Reads the revision files first,
 * so that what is wrong with them is said by the command line, and leaves the database for after the first frame.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<number> {
  decideColours(process.env);
  const [{openBench}, {start}] = await Promise.all([
    import('./project-bench.ts'),
    import('./start.tsx'),
  ]);
  return start(await openBench(options));
}
