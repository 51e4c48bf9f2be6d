import type {RevisionBody, RevisionDraft} from '../../../source/commands/draft-revision.ts';
import {standingAt} from '../../../source/commands/standing.ts';
import {AthanorError} from '../../../source/errors.ts';
import {RevisionGraph} from '../../../source/graph/revision-graph.ts';
import type {Revision, RevisionId} from '../../../source/graph/revision.ts';
import type {Bench, FilesView, StatementView} from '../../../source/workbench/ports.ts';

/** What a fake bench is made of. */
export interface FakeBench {
  /** A line a revision: `id [label] message: down revisions + depends on`. */
  readonly revisions: readonly string[];
  readonly rows?: readonly RevisionId[];
  readonly environment?: Partial<Bench['environment']>;
  /** What replaces the bench's own answers. */
  readonly answers?: Partial<Bench>;
}

/** A bench over a graph that is drawn in text, with a database that is a list of rows. */
export function fakeBench({
  revisions,
  rows = [],
  environment = {},
  answers = {},
}: FakeBench): Bench {
  const files = filesOf(revisions.map(readRevision));
  return {
    environment: {name: 'dev', protected: false, readOnly: false, ...environment},
    directory: '/shop',
    keys: {},
    files,
    reload: async () => files,
    standing: async () => standingAt(files.graph, rows, 'sqlite shop.db'),
    statements: async (id, direction) => [statement(id, direction)],
    source: async (id) => `export const revision = '${id}';\n`,
    schema: () => Promise.reject(new AthanorError('load_failed', 'no schema here')),
    compare: () => Promise.reject(new AthanorError('load_failed', 'no schema here')),
    searchText: async (id) => `create table t_${id}`,
    authors: async () => new Map(),
    countRows: async () => new Map(),
    plan: () => Promise.reject(new AthanorError('needs_database', 'no plan here')),
    rest: async (shown) => shown,
    run: async function* () {},
    mergeSides: async (heads) => ({
      sides: heads.map((head) => ({head, revisions: []})),
      shared: [],
    }),
    draftMerge: ({targets, message = `merge ${targets.join(' and ')}`, id = 'facade'}) =>
      draft({id, message, downRevisions: targets}),
    autogenerate: () => Promise.reject(new AthanorError('load_failed', 'no entities here')),
    draft: ({message = '', id = 'facade', heads = []}, body) =>
      fileOf({id, message, downRevisions: heads}, body),
    editDraft: () => Promise.reject(new AthanorError('editor_failed', 'no editor here')),
    journal: async () => ({log: []}),
    write: async () => {},
    [Symbol.asyncDispose]: async () => {},
    ...answers,
  };
}

/** Revision files as a bench gives them. */
export function filesOf(revisions: readonly Revision[]): FilesView {
  return {
    graph: new RevisionGraph(revisions),
    script: (id) => ({
      path: `/shop/revisions/${id}.ts`,
      created: '2026-11-20T09:30:00Z',
      description: '',
    }),
  };
}

/** Reads `9ab01c [billing] add paid_at: 3f9c21 + 000000`. */
export function readRevision(line: string): Revision {
  const match = /^(\w+)(?: \[(.+?)\])?(?: (.*))?:([^:+]*)(?:\+([^:]*))?$/.exec(line);
  if (!match) throw new Error(`not a revision: ${line}`);
  const [, id = '', label, message = '', down = '', depends = ''] = match;
  return {
    id,
    downRevisions: words(down),
    dependsOn: words(depends),
    branchLabels: label === undefined ? [] : label.split(' '),
    message,
  };
}

function draft({
  id,
  message,
  downRevisions,
}: Pick<Revision, 'id' | 'message' | 'downRevisions'>): RevisionDraft {
  if (downRevisions.length < 2) throw new AthanorError('usage', 'there is nothing to join');
  return fileOf({id, message, downRevisions});
}

function fileOf(
  {id, message, downRevisions}: Pick<Revision, 'id' | 'message' | 'downRevisions'>,
  {upgrade}: RevisionBody = {upgrade: [], downgrade: []},
): RevisionDraft {
  const text = [`export const revision = '${id}';`, ...upgrade, ''].join('\n');
  return {revision: id, downRevisions, message, path: `/shop/revisions/${id}_x.ts`, text};
}

const words = (text: string): string[] => text.split(' ').filter(Boolean);

function statement(id: RevisionId, direction: 'upgrade' | 'downgrade'): StatementView {
  const sql = direction === 'upgrade' ? `create table t_${id} (id integer)` : `drop table t_${id}`;
  return {kind: 'sql', sql, transactional: true, hazards: []};
}

/** The history that screens are tested with: a merge, a labelled branch that stands open, and a base. */
export const shopHistory = [
  '000000 initial:',
  'e07b55 base shop schema: 000000',
  '3f9c21 orders: split address: e07b55',
  '5d1f00 [reports] reports: daily totals: 3f9c21',
  '77e0d2 index users(email): 3f9c21',
  '9ab01c [billing] add invoices.paid_at: 3f9c21',
  'c41d7e merge billing into main: 9ab01c 77e0d2',
] as const;
