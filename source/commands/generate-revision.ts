import type {Hint} from '../autogenerate/hints.ts';
import type {LeftOut} from '../database/model/model-context.ts';
import type {Item} from '../autogenerate/listing.ts';
import {autogenerate, type AutogenerateInput} from './autogenerate.ts';
import {draftRevision, type NewRevisionInput} from './draft-revision.ts';
import type {Project} from './project.ts';
import type {WrittenRevision} from './revision.ts';
import {writeRevision} from './write-revision.ts';

/** A revision that was written from a comparison, and what a person should know of it. */
export interface GeneratedRevision {
  /** `undefined` when nothing differs: then nothing was written. */
  readonly written: WrittenRevision | undefined;
  /** The changes that it makes, in order. */
  readonly changes: readonly Pick<Item, 'line' | 'table' | 'destructive'>[];
  readonly hints: readonly Hint[];
  /** What of the entities has no place in a revision. */
  readonly leftOut: readonly LeftOut[];
}

/**
 * Compares the entities with the revisions and writes what differs as a new revision. No database need be
 * running. Throws what `autogenerate` and `draftRevision` throw, and `file_exists`.
 */
export async function generateRevision(
  project: Project,
  input: NewRevisionInput & AutogenerateInput,
): Promise<GeneratedRevision> {
  const generated = await autogenerate(project, input);
  const {hints, leftOut} = generated;
  const changes = generated.items.map(({line, table, destructive}) => ({line, table, destructive}));
  // The header is looked at first: a wrong one is told even where nothing differs.
  const {text, ...draft} = draftRevision(project, input, generated);
  if (generated.operations.length === 0) return {written: undefined, changes, hints, leftOut};
  await writeRevision(project, {path: draft.path, text});
  return {written: draft, changes, hints, leftOut};
}
