import type {Operation} from '../operations/operation.ts';

/** Both directions of a revision as recorded. */
export interface Recorded {
  readonly upgrade: readonly Operation[];
  /** `undefined` when the file has no `downgrade`: the revision cannot be taken back. */
  readonly downgrade: readonly Operation[] | undefined;
  /** Over what the revision means: see `checksumOf`. */
  readonly checksum: string;
}
