import type {Statement} from '../dialects/statement.ts';
import type {Direction, RevisionId} from '../graph/revision.ts';

/** A step with all that it will run. */
export interface PlannedStep {
  readonly revision: RevisionId;
  readonly direction: Direction | 'stamp';
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
