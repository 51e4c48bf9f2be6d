import {createHash} from 'node:crypto';
import type {Statement} from '../dialects/statement.ts';
import type {Direction, RevisionId} from '../graph/revision.ts';

/** A step with all that it will run. */
export interface PlannedStep {
  readonly revision: RevisionId;
  readonly direction: Direction | 'stamp' | 'revert';
  /** The revision's message. */
  readonly message: string;
  readonly statements: readonly Statement[];
  /** Over what the revision means: header and recorded operations of both directions. */
  readonly checksum: string;
  /** Version rows after this step, sorted. */
  readonly rowsAfter: readonly RevisionId[];
}

/** What is shown is what runs: the steps from where the database stands, with every statement. */
export interface Plan {
  /** Hash of `from`, the steps and the texts of their statements; sixteen hexadecimal digits. */
  readonly id: string;
  /** Version rows when the plan was made, sorted. */
  readonly from: readonly RevisionId[];
  readonly steps: readonly PlannedStep[];
  /** Version rows after the last step, sorted. */
  readonly to: readonly RevisionId[];
}

/** A plan of these steps, with its id. */
export function planOf(from: readonly RevisionId[], steps: readonly PlannedStep[]): Plan {
  const sorted = from.toSorted();
  return {id: planId(sorted, steps), from: sorted, steps, to: steps.at(-1)?.rowsAfter ?? sorted};
}

/** The hash that tells one plan from another: of where it starts, its steps and all that they run. */
function planId(from: readonly RevisionId[], steps: readonly PlannedStep[]): string {
  const said = steps.map(({revision, direction, rowsAfter, statements}) => [
    revision,
    direction,
    rowsAfter,
    statements.map(({transactional, ...statement}) => [transactional, statementText(statement)]),
  ]);
  return digest([from.toSorted(), said]);
}

/** The hash of the first statements of a step, by which an interrupted step is known again. */
export const statementsHash = (statements: readonly Statement[]): string =>
  digest(statements.map(statementText));

/** A statement as it is hashed and shown: its SQL, or the name and source of the user's own code. */
export const statementText = (
  statement: Readonly<{kind: 'sql'; sql: string} | {kind: 'run'; name: string; source: string}>,
): string =>
  statement.kind === 'sql' ? statement.sql : `run ${statement.name}\n${statement.source}`;

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
