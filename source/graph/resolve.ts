import {AthanorError} from '../errors.ts';
import {nearestNames} from './nearest.ts';
import type {RevisionGraph} from './revision-graph.ts';
import type {RevisionId} from './revision.ts';
import {parseTarget} from './target.ts';
import type {Target} from './target.ts';
import {below} from './walk.ts';
import type {Place} from './walk.ts';

/**
 * The revisions that a target denotes without a database: several for `heads`, none for `base`.
 *
 * `-N` and `label@-N` count from the effective heads (of the label); every other walk needs to know
 * where the database stands and is not found. Throws `revision_not_found`, `ambiguous_revision`,
 * `multiple_heads`, `ambiguous_walk`, `bad_target`.
 */
export function resolveRevisions(graph: RevisionGraph, target: string): readonly RevisionId[] {
  return resolvePlaces(graph, target).filter((place) => typeof place === 'string');
}

/** As `resolveRevisions`, but says where a walk has left the graph. */
export function resolvePlaces(graph: RevisionGraph, target: string): readonly Place[] {
  const parsed = parseTarget(target);
  const {branch, symbol, walk} = parsed;
  if (walk === undefined) return named(graph, parsed);
  if (symbol === undefined && walk.direction === 'down' && walk.count > 0) {
    const starts = headsOf(graph, branch);
    return starts.map((head) => below(graph, head, walk.count));
  }
  throw notFound(graph, symbol === undefined ? target : `${symbol}${walk.text}`, {
    hint: 'A walk such as +1 or ID-1 can be the target of an upgrade or a downgrade, or an end of a range.',
  });
}

/** The effective heads, or those that carry a label. As in Alembic an id is carried by none; a name that is not there is refused. */
function headsOf(graph: RevisionGraph, branch: string | undefined): readonly RevisionId[] {
  if (branch === undefined) return graph.effectiveHeads;
  resolveBranch(graph, branch);
  return graph.effectiveHeads.filter((head) => graph.labels(head).includes(branch));
}

/** The one revision that a target denotes, nothing for `base`. Throws as `resolveRevisions`, and `multiple_heads` for several. */
export function resolveRevision(graph: RevisionGraph, target: string): RevisionId | undefined {
  const parsed = parseTarget(target);
  const {branch, symbol = '', walk} = parsed;
  if (walk !== undefined) throw notFound(graph, `${symbol}${walk.text}`);
  const found = named(graph, parsed);
  if (found.length > 1) throw multipleHeads(graph, target, found);
  if (branch !== undefined) resolveBranch(graph, branch);
  return found[0];
}

/** The revision that a branch is called after. Throws `revision_not_found`, `ambiguous_revision`. */
export function resolveBranch(graph: RevisionGraph, branch: string): RevisionId {
  return exactly(graph, branch) ?? byPrefix(graph, branch, candidates(graph, branch), 'branch');
}

/** Those of some revisions that are on the line of a branch: above or below the revision it is called after. */
export function onBranch(
  graph: RevisionGraph,
  ids: readonly RevisionId[],
  branch: string,
): readonly RevisionId[] {
  if (ids.length === 0) return [];
  const line = lineOf(graph, [resolveBranch(graph, branch)], 'version');
  return ids.filter((id) => line.has(id));
}

/** These revisions and all that is above or below one of them. */
export function lineOf(
  graph: RevisionGraph,
  ids: readonly RevisionId[],
  along: 'all' | 'version',
): ReadonlySet<RevisionId> {
  return graph.ancestors(ids, along).union(graph.descendants(ids, along));
}

function named(graph: RevisionGraph, {text, branch, symbol}: Target): readonly RevisionId[] {
  if (symbol === 'base') return [];
  if (symbol === 'heads' && branch === undefined) return graph.effectiveHeads;
  if (symbol === 'head' || symbol === 'heads') {
    const heads = branch === undefined ? graph.heads : onBranch(graph, graph.heads, branch);
    if (symbol === 'head' && heads.length > 1) throw multipleHeads(graph, text, heads);
    return heads;
  }
  return [byName(graph, symbol ?? '', branch)];
}

function byName(graph: RevisionGraph, name: string, branch: string | undefined): RevisionId {
  const root = branch === undefined ? undefined : resolveBranch(graph, branch);
  const line = root === undefined ? undefined : lineOf(graph, [root], 'version');
  const inLine = (id: RevisionId) => line === undefined || line.has(id);

  const exact = exactly(graph, name);
  if (exact === undefined) {
    const near = candidates(graph, name).filter(({id}) => inLine(id));
    return byPrefix(graph, name, near, 'revision');
  }
  if (inLine(exact)) return exact;
  throw new AthanorError('revision_not_found', `Revision ${exact} is not on branch ${branch}`, {
    hint: `Say ${name} alone, or one of the revisions above or below ${root}.`,
    details: {target: `${branch}@${name}`, candidates: []},
  });
}

interface Named {
  readonly name: string;
  readonly id: RevisionId;
}

function exactly(graph: RevisionGraph, name: string): RevisionId | undefined {
  return graph.has(name) ? name : graph.labelled(name);
}

/** Whose id or label, of four characters at least, starts so. */
function candidates(graph: RevisionGraph, start: string): readonly Named[] {
  const labels = graph.branchLabels.map((name) => ({name, id: graph.labelled(name) ?? name}));
  return [...graph.ids.map((id) => ({name: id, id})), ...labels].filter(({name}) => {
    return name.length > 3 && name.startsWith(start);
  });
}

function byPrefix(
  graph: RevisionGraph,
  start: string,
  found: readonly Named[],
  what: 'revision' | 'branch',
): RevisionId {
  const [one, ...others] = found;
  if (one === undefined) throw notFound(graph, start, {what});
  if (others.length === 0) return one.id;
  const names = found.map(({name}) => name);
  const shown = names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ');
  throw new AthanorError(
    'ambiguous_revision',
    `"${start}" could be ${names.length} revisions: ${shown}`,
    {
      hint: 'Type more of the one that is meant.',
      details: {target: start, candidates: names},
    },
  );
}

/** What is no name and may be mistyped all the same. */
const WORDS = ['heads', 'head', 'base'];

function notFound(
  graph: RevisionGraph,
  name: string,
  {what = 'revision', hint}: {what?: 'revision' | 'branch'; hint?: string} = {},
): AthanorError {
  const near = nearestNames(name, [...WORDS, ...graph.ids, ...graph.branchLabels]);
  const meant = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : undefined;
  const message = what === 'branch' ? `No branch "${name}"` : `No revision or branch "${name}"`;
  return new AthanorError('revision_not_found', message, {
    hint: hint ?? meant ?? hintAbout(graph, name),
    details: {target: name, candidates: near},
  });
}

/** For a name that nothing is like. */
function hintAbout(graph: RevisionGraph, name: string): string {
  if (graph.size === 0) return 'There are no revisions yet.';
  if (name.includes(':')) return 'START:END is for history -r, and for --sql.';
  if (name.length < 4) return 'Ids shorter than four characters must be whole.';
  return 'history lists what there is.';
}

function multipleHeads(
  graph: RevisionGraph,
  target: string,
  heads: readonly RevisionId[],
): AthanorError {
  const shown = heads.slice(0, 5).map((head) => {
    const labels = graph.labels(head);
    return labels.length > 0 ? `${head} (${labels.join(', ')})` : head;
  });
  if (heads.length > shown.length) shown.push('…');
  return new AthanorError(
    'multiple_heads',
    `"${target}" could be ${heads.length} heads: ${shown.join(', ')}`,
    {
      hint: `Say one of them, or heads for all.`,
      details: {
        target,
        candidates: heads.map((id) => ({target: id, revision: id, message: graph.get(id).message})),
      },
    },
  );
}
