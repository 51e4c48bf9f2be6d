import {AthanorError} from '../../errors.ts';

/** The variables of a process; the decision writes into them. */
export type Environment = Record<string, string | undefined>;

/**
 * Decides about colours before Ink is loaded, since the library under Ink decides once, when it is loaded,
 * and does not know NO_COLOR. A terminal that cannot move its cursor is refused.
 */
export function decideColours(environment: Environment): void {
  if (environment['TERM'] === 'dumb') {
    throw new AthanorError(
      'usage',
      'the workbench needs a terminal that can move its cursor, and TERM is dumb',
      {
        hint: 'athanor history and athanor current print the same as text',
      },
    );
  }
  if (environment['NO_COLOR']) environment['FORCE_COLOR'] = '0';
}
