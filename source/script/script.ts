import type {Revision} from '../graph/revision.ts';

/** A revision's file: its header as text, never imported. */
export interface Script extends Revision {
  /** Absolute path. */
  readonly path: string;
  /** The whole description: the comment at the top without its `Revision:` lines. */
  readonly description: string;
  /** When the file was made, ISO 8601 in UTC, as its comment says; `undefined` when it does not. */
  readonly created: string | undefined;
}
