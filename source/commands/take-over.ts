import {findBesideModel, type BesideModel} from '../database/beside-model.ts';
import {AthanorError} from '../errors.ts';
import {adoptDrift, type AdoptedDrift, type AdoptInput} from './adopt-drift.ts';
import {drift, type DriftItem} from './drift.ts';
import type {Project} from './project.ts';
import {readDatabase} from './read-database.ts';

/** A database that has a history now. */
export interface TakenOver extends AdoptedDrift {
  /** What is in the database and has no place in a revision. */
  readonly leftOut: readonly BesideModel[];
  /** What the revision makes otherwise than it is. */
  readonly differences: readonly DriftItem[];
}

/**
 * Takes over a database that was made otherwise: writes a first revision that makes what is there, stamps the
 * database with it, and compares the two. Nothing of the database changes but the version rows.
 *
 * Throws `already_initialised` where there are revisions or version rows, and what `adoptDrift` throws.
 */
export async function takeOver(
  project: Project,
  input: Omit<AdoptInput, 'items'> = {},
): Promise<TakenOver> {
  const {rows, leftOut} = await readDatabase(project, async ({rows: standing, session}) => ({
    rows: standing,
    leftOut: await findBesideModel(session),
  }));
  refuseHistory(project, rows);
  const adopted = await adoptDrift(project, {
    ...input,
    message: input.message ?? 'what was there',
  });
  const {items} = await drift(await project.reload());
  return {...adopted, leftOut, differences: items};
}

function refuseHistory({graph}: Project, rows: readonly string[]): void {
  if (graph.size === 0 && rows.length === 0) return;
  const there =
    rows.length > 0 ? `the database stands at ${rows.join(', ')}` : 'there are revisions already';
  throw new AthanorError('already_initialised', `${there}; nothing was changed`, {
    hint: 'athanor check --live tells what differs, athanor adopt writes it into a revision, athanor stamp says where the database stands',
  });
}
