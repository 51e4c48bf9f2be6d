import {createHash} from 'node:crypto';
import {compare} from '../autogenerate/compare.ts';
import type {Entry} from '../autogenerate/dialect-lists.ts';
import {entriesWithout, itemsOf, type Item} from '../autogenerate/listing.ts';
import {inPlainWords} from '../autogenerate/plain-words.ts';
import type {UnknownSql} from '../analysis/touched.ts';
import type {Dialect, DialectName} from '../dialects/dialect.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {Operation} from '../operations/operation.ts';
import {didYouMean} from '../schema/nearest.ts';
import type {Schema} from '../schema/schema.ts';
import {diff} from './diff.ts';
import {readIgnoredDrift, writeIgnoredDrift, type IgnoredDrift} from './ignored-drift.ts';
import type {Project} from './project.ts';
import type {SchemaChange} from './schema-changes.ts';

/** A thing that is otherwise in the database than the revisions make it. Its `id` stays what it is. */
export interface DriftItem extends SchemaChange {
  /** Of the difference: changes when the thing comes to differ in another way. */
  readonly fingerprint: string;
}

/** How the live database differs from the revisions that are applied to it. */
export interface Drift {
  readonly dialect: DialectName;
  /** Such as `sqlite shop.db`. */
  readonly label: string;
  /** Where the database stands. */
  readonly revisions: readonly RevisionId[];
  /** What differs and is not ignored. `added` is there by hand, `removed` is missing. */
  readonly items: readonly DriftItem[];
  readonly ignored: readonly (DriftItem & {readonly reason: string})[];
  /** What the file ignores and is no longer so. */
  readonly stale: readonly IgnoredDrift[];
  /** Raw SQL of revisions of which nobody said what it makes: what it made is told as if by hand. */
  readonly unknowns: readonly UnknownSql[];
  readonly source: DriftSource;
}

/** What drift is made from. */
interface DriftSource {
  /** The schema that the revisions make, as the server words it. */
  readonly history: Schema;
  readonly live: Schema;
}

/**
 * Compares the database with the revisions that are applied to it. Changes nothing.
 *
 * Throws `unreachable`, `load_failed`, `bad_operation`, and `bad_config` for a broken file of what is ignored.
 */
export async function drift(project: Project): Promise<Drift> {
  const found = await diff(project, {from: 'current', to: 'live'});
  const all = found.changes.map((change) => ({...change, fingerprint: fingerprintOf(change)}));
  const ignored = readIgnoredDrift(project.config);
  const reasonFor = (item: DriftItem): string | undefined =>
    ignored.find((each) => isSame(each, item))?.reason;
  return {
    dialect: found.dialect,
    label: found.to.label ?? '',
    revisions: found.from.revisions,
    items: all.filter((item) => reasonFor(item) === undefined),
    ignored: all.flatMap((item) => {
      const reason = reasonFor(item);
      return reason === undefined ? [] : [{...item, reason}];
    }),
    stale: ignored.filter((each) => !all.some((item) => isSame(each, item))),
    unknowns: found.from.unknowns,
    source: {history: found.before, live: found.after},
  };
}

/** Keeps it in a file that these differences are meant to be there, and why. Throws `usage`, and what `drift` throws. */
export async function ignoreDrift(
  project: Project,
  {items, reason}: {readonly items: readonly string[]; readonly reason: string},
): Promise<Drift> {
  if (reason.trim() === '')
    throw new AthanorError('usage', 'it is not said why', {
      hint: 'whoever reads the file later wants to know: --reason "…"',
    });
  const found = await drift(project);
  const chosen = chosenItems(found, items);
  const added = chosen.map(({id: item, fingerprint}) => ({item, fingerprint, reason}));
  const names = new Set(added.map(({item}) => item));
  const kept = readIgnoredDrift(project.config).filter(({item}) => !names.has(item));
  writeIgnoredDrift(project.config, [...kept, ...added]);
  return drift(project);
}

/** The items of these ids; all of them for none. Throws `usage` with the nearest id. */
export function chosenItems({items}: Drift, ids: readonly string[]): readonly DriftItem[] {
  if (ids.length === 0) return items;
  return ids.map((id) => {
    const found = items.find((item) => item.id === id);
    if (found !== undefined) return found;
    throw new AthanorError('usage', `nothing is called ${JSON.stringify(id)} among what differs`, {
      hint:
        didYouMean(
          id,
          items.map((item) => item.id),
        ) ?? 'athanor check --live lists what differs',
      details: {item: id, items: items.map((item) => item.id)},
    });
  });
}

/** What leads from one side to the other, of these items and what they cannot be without. */
export interface DriftWay {
  readonly before: Schema;
  readonly operations: readonly Operation[];
  readonly items: readonly Item[];
}

/** What the revisions lack to make what is there. */
export const wayToLive = (found: Drift, ids: readonly string[], dialect: Dialect): DriftWay => {
  const {history, live} = found.source;
  const from = inPlainWords(history, dialect.stored);
  return wayOf({from, to: inPlainWords(live, dialect.stored)}, chosenItems(found, ids), dialect);
};

/** What puts the database back to what the revisions make. */
export const wayToHistory = (found: Drift, ids: readonly string[], dialect: Dialect): DriftWay => {
  const {history, live} = found.source;
  return wayOf({from: live, to: history}, chosenItems(found, ids), dialect);
};

function wayOf(
  {from, to}: {readonly from: Schema; readonly to: Schema},
  chosen: readonly DriftItem[],
  {name, stored}: Dialect,
): DriftWay {
  const entries: readonly Entry[] = compare(from, to, {stored}).operations.map((operation) => ({
    operation,
    dialect: undefined,
  }));
  const before = new Map([[name, from]]);
  const items = itemsOf(entries, before);
  const taken = withNeeded(items, chosen);
  const left = new Set(items.filter(({id}) => !taken.has(id)).map(({id}) => id));
  const kept = entriesWithout(entries, items, left);
  return {
    before: from,
    operations: kept.map(({operation}) => operation),
    items: itemsOf(kept, before),
  };
}

/** With what is told with its table, and what they cannot be without. */
function withNeeded(items: readonly Item[], chosen: readonly DriftItem[]): ReadonlySet<string> {
  const taken = new Set(
    chosen.flatMap(({id, from, to}) => [
      id,
      ...[from, to].flatMap((node) => node?.children.map((child) => child.id) ?? []),
    ]),
  );
  const byId = new Map(items.map((item) => [item.id, item]));
  // A set that grows while it is walked is walked to its end.
  for (const id of taken) for (const need of byId.get(id)?.needs ?? []) taken.add(need);
  return taken;
}

const isSame = ({item, fingerprint}: IgnoredDrift, {id, fingerprint: own}: DriftItem): boolean =>
  item === id && fingerprint === own;

const fingerprintOf = ({change, line, from, to}: SchemaChange): string =>
  createHash('sha256')
    .update(JSON.stringify([change, line, from ?? null, to ?? null]))
    .digest('hex')
    .slice(0, 12);
