/** Every way in which Athanor refuses or fails on purpose. The code is public; the wording is not. */
export type ErrorCode =
  // graph and revision files
  | 'revision_not_found'
  | 'ambiguous_revision'
  | 'multiple_heads'
  | 'ambiguous_walk'
  | 'range_not_ancestor'
  | 'bad_target'
  | 'overlapping_revisions'
  | 'not_a_head'
  | 'bad_graph'
  | 'bad_script'
  // configuration and the user's project
  | 'no_config'
  | 'bad_config'
  | 'no_mikro_orm'
  | 'load_failed'
  | 'already_initialised'
  | 'already_applied'
  | 'not_applied'
  | 'not_empty'
  // operations and dialects
  | 'bad_operation'
  | 'not_supported'
  | 'needs_database'
  // runs
  | 'unreachable'
  | 'locked'
  | 'pooled_connection'
  | 'plan_changed'
  | 'loss'
  | 'protected'
  | 'drifted'
  | 'interrupted'
  | 'stopped'
  | 'read_only'
  | 'statement_failed'
  | 'own_query_failed'
  | 'version_table'
  | 'old_server'
  // questions, files, usage
  | 'questions'
  | 'differences'
  | 'file_exists'
  | 'not_written'
  | 'editor_failed'
  | 'hook_failed'
  | 'usage'
  | 'unexpected';

/** What may accompany an error beside its message. */
export interface ErrorOptions {
  /** What the reader can do next, as a command to type where there is one. */
  readonly hint?: string | undefined;
  /** Facts for programs: JSON data, printed under `details` by `--json`. */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly cause?: unknown;
}

/**
 * The one error that Athanor throws on purpose.
 *
 * `message` says what is wrong, `hint` what to do about it, `code` and `details` are for programs.
 * Anything else that escapes is a defect and is reported with its stack.
 */
export class AthanorError extends Error {
  override readonly name = 'AthanorError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, message: string, {hint, details, cause}: ErrorOptions = {}) {
    super(message, cause === undefined ? undefined : {cause});
    this.code = code;
    this.hint = hint;
    this.details = details;
  }
}

/** For the ends of the house, where anything may arrive: the error itself, or the defect wrapped as `unexpected`. */
export function asAthanorError(error: unknown): AthanorError {
  if (error instanceof AthanorError) return error;
  return new AthanorError('unexpected', error instanceof Error ? error.message : String(error), {
    cause: error,
  });
}
