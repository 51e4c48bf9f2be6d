import type {DialectName} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {resolveRevisions} from '../graph/resolve.ts';
import {parseRange} from '../graph/target.ts';
import {offlineScript} from '../runtime/offline.ts';
import {versionTables} from '../runtime/version-tables.ts';
import {planFor} from './plan-for.ts';
import type {Project} from './project.ts';

export interface OfflineInput {
  readonly direction: 'upgrade' | 'downgrade' | 'stamp';
  /** `END`, from base, or `START:END`; a downgrade wants both. */
  readonly range: string;
  /** For which database; the one of the environment, when absent. */
  readonly dialect?: DialectName | undefined;
  readonly transaction?: 'revision' | 'run' | undefined;
}

/**
 * The SQL of a way through the graph as a script. No database is asked: it starts where the range says.
 *
 * Throws what resolving throws, and `needs_database` where a revision runs code of its own.
 */
export async function offline(project: Project, input: OfflineInput): Promise<string> {
  const {direction} = input;
  const {start, end} = ends(input);
  const rows = start === undefined ? [] : rowsAt(project, start);
  const dialect = await project.dialect(input.dialect);
  const wish = direction === 'stamp' ? {direction, targets: [end]} : {direction, target: end};
  const {plan} = await planFor({...project, dialect: () => Promise.resolve(dialect)}, rows, wish);
  return offlineScript(plan, {
    dialect: dialect.name,
    tables: versionTables(project.config, dialect.name),
    transaction: input.transaction ?? project.config.transaction,
  });
}

function ends({direction, range}: OfflineInput): {start: string | undefined; end: string} {
  if (!range.includes(':')) {
    if (direction !== 'downgrade') return {start: undefined, end: range};
    throw new AthanorError('usage', 'a downgrade with --sql has to be told where it starts', {
      hint: `athanor downgrade --sql heads:${range}`,
    });
  }
  const {base, head} = parseRange(range);
  if (head === undefined) {
    throw new AthanorError('bad_target', `"${range}" does not say where to go`, {
      hint: 'say START:END',
    });
  }
  return {start: base, end: head};
}

function rowsAt({graph}: Project, start: string): readonly RevisionId[] {
  return graph.tips(resolveRevisions(graph, start)).toSorted();
}
