import {createHash} from 'node:crypto';
import type {Revision} from '../graph/revision.ts';
import type {Operation} from '../operations/operation.ts';

/** What a checksum is taken over. */
export interface Meaning {
  readonly revision: Omit<Revision, 'message'>;
  readonly upgrade: readonly Operation[];
  readonly downgrade: readonly Operation[] | undefined;
}

/**
 * Over what a revision means, not over the bytes of its file: its header and the operations of both
 * directions, the user's own code by its name. 32 hexadecimal digits.
 */
export function checksumOf({revision, upgrade, downgrade}: Meaning): string {
  const {id, downRevisions, dependsOn, branchLabels} = revision;
  const header = [id, downRevisions.toSorted(), dependsOn.toSorted(), branchLabels.toSorted()];
  const text = JSON.stringify([header, upgrade, downgrade ?? null], canonical);
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Keys in one order; of the user's own code, the name. */
function canonical(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const isRun = 'kind' in value && value.kind === 'run';
  return Object.fromEntries(
    isRun ? entries.filter(([key]) => key === 'kind' || key === 'name') : entries,
  );
}
