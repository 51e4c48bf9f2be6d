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

export interface GenerateInput extends NewRevisionInput, AutogenerateInput {
  /** The same history over other databases: what leads to their entities goes into the same file. */
  readonly also?: readonly Project[] | undefined;
}

/**
 * Compares the entities with the revisions and writes what differs as a new revision. No database need be
 * running. Throws what `autogenerate`, `draftRevision` and `writeRevision` throw.
 */
export async function generateRevision(
  project: Project,
  {also = [], ...input}: GenerateInput,
): Promise<GeneratedRevision> {
  const all = [project, ...also];
  const parts = [];
  for (const each of all) {
    const {database} = each.config.environment;
    const own = also.length === 0 ? {} : {onDatabase: database};
    parts.push(await autogenerate(each, {...input, ...own}));
  }
  const changes = parts
    .flatMap(({items}) => items)
    .map(({line, table, destructive}) => ({line, table, destructive}));
  const hints = parts.flatMap((part) => part.hints);
  const leftOut = parts.flatMap((part) => part.leftOut);
  // The header is looked at first: a wrong one is told even where nothing differs.
  const {text, ...draft} = draftRevision(project, input, {
    upgrade: parts.flatMap(({upgrade}) => upgrade),
    downgrade: parts.toReversed().flatMap(({downgrade}) => downgrade),
  });
  if (parts.every(({operations}) => operations.length === 0))
    return {written: undefined, changes, hints, leftOut};
  await writeRevision(project, {path: draft.path, text});
  return {written: draft, changes, hints, leftOut};
}
