import {readFile} from 'node:fs/promises';
import {dirname} from 'node:path';
import {carryOutSteps, wishForRest} from '../commands/carry-out-steps.ts';
import {authors} from '../commands/authors.ts';
import type {Generated} from '../commands/autogenerate.ts';
import {countRows} from '../commands/count-rows.ts';
import {diff, diffSql} from '../commands/diff.ts';
import {
  draftRevision,
  type NewRevisionInput,
  type RevisionBody,
  type RevisionDraft,
} from '../commands/draft-revision.ts';
import {log, type Log} from '../commands/log.ts';
import {draftMerge, type MergeInput} from '../commands/merge.ts';
import {mergeSides, type MergeSides} from '../commands/merge-sides.ts';
import {openProject, type OpenOptions} from '../commands/open-project.ts';
import type {Wish} from '../commands/plan-for.ts';
import {planTo, type MeasuredPlan} from '../commands/plan-to.ts';
import type {Project} from '../commands/project.ts';
import {revisionSchema, type RevisionSchema} from '../commands/revision-schema.ts';
import {searchText} from '../commands/search-text.ts';
import {standing, type Standing} from '../commands/standing.ts';
import {writeRevision} from '../commands/write-revision.ts';
import {asAthanorError, AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {RunEvent} from '../runtime/events.ts';
import type {WorkbenchOptions} from './open.tsx';
import {editDraft} from './edit-draft.ts';
import {generateAfresh} from './generate-afresh.ts';
import type {Bench, Comparison, EditedDraft, FilesView, RunHow, StatementView} from './ports.ts';

/** The bench over a project on disk and the database of its environment. */
export async function openBench(options: WorkbenchOptions): Promise<Bench> {
  return new ProjectBench(options, await openProject(options));
}

/** So many revisions are replayed while the workbench is open. */
const replayed = 1000;

class ProjectBench implements Bench {
  readonly #options: OpenOptions;
  #project: Project;

  constructor(options: OpenOptions, project: Project) {
    this.#options = options;
    this.#project = project;
  }

  get environment(): Bench['environment'] {
    return this.#project.config.environment;
  }

  get directory(): string {
    return this.#project.config.directory;
  }

  get keys(): Bench['keys'] {
    return this.#project.config.keys;
  }

  get files(): FilesView {
    return this.#project;
  }

  async reload(): Promise<FilesView> {
    this.#project = await this.#project.reload();
    return this.#project;
  }

  standing(): Promise<Standing> {
    return standing(this.#project);
  }

  async statements(
    revision: RevisionId,
    direction: 'upgrade' | 'downgrade',
  ): Promise<readonly StatementView[] | undefined> {
    const project = this.#project;
    const {graph, config} = project;
    const {upgrade, downgrade} = await project.recorded(revision);
    const operations = direction === 'upgrade' ? upgrade : downgrade;
    if (operations === undefined) return undefined;
    const dialect = await project.dialect();
    const target = config.target[dialect.name];
    try {
      return dialect.compile(operations, {before: wantHistory, target});
    } catch (error) {
      if (error !== historyWanted) throw error;
    }
    // Only where a statement depends on it is all of the history loaded.
    const below = direction === 'upgrade' ? graph.tips(graph.parents(revision)) : [revision];
    const schema = await project.schemaAt(below, dialect.name);
    return dialect.compile(operations, {before: () => schema, target});
  }

  source(revision: RevisionId): Promise<string> {
    return readFile(this.#project.script(revision).path, 'utf8');
  }

  async schema(revision: RevisionId): Promise<RevisionSchema> {
    this.#refuseLong([revision], `athanor schema ${revision}`);
    return revisionSchema(this.#project, revision);
  }

  async compare(from: RevisionId, to: RevisionId): Promise<Comparison> {
    this.#refuseLong([from, to], `athanor diff ${from} ${to}`);
    const found = await diff(this.#project, {from, to});
    try {
      const statements = await diffSql(this.#project, found);
      return {diff: found, sql: {kind: 'ready', statements}};
    } catch (error) {
      return {diff: found, sql: {kind: 'failed', message: asAthanorError(error).message}};
    }
  }

  searchText(revision: RevisionId): Promise<string> {
    return searchText(this.#project, revision);
  }

  authors(): Promise<ReadonlyMap<RevisionId, string>> {
    return authors(this.#project);
  }

  countRows(tables: readonly string[]): Promise<ReadonlyMap<string, number | undefined>> {
    return countRows(this.#project, tables);
  }

  plan(wish: Wish): Promise<MeasuredPlan> {
    return planTo(this.#project, wish);
  }

  async rest(shown: MeasuredPlan, done: number): Promise<MeasuredPlan> {
    if (done === 0) return shown;
    const rest = await planTo(this.#project, wishForRest(shown, done));
    if (restText(shown, done) === restText(rest, 0)) return rest;
    throw new AthanorError('plan_changed', 'what is left of the plan is no longer what was shown', {
      hint: 'look at the plan as it is now',
      details: {from: rest.plan.from},
    });
  }

  run(shown: MeasuredPlan, how: RunHow): AsyncGenerator<RunEvent, void> {
    return carryOutSteps(this.#project, shown, how);
  }

  journal(): Promise<Log> {
    return log(this.#project, {limit: 1000});
  }

  mergeSides(heads: readonly RevisionId[]): Promise<MergeSides> {
    return mergeSides(this.#project, heads);
  }

  draftMerge(input: MergeInput): RevisionDraft {
    return draftMerge(this.#project, input);
  }

  autogenerate(): Promise<Generated> {
    return generateAfresh(this.#options);
  }

  draft(input: NewRevisionInput, body?: RevisionBody): RevisionDraft {
    return draftRevision(this.#project, input, body);
  }

  editDraft(draft: RevisionDraft, edit: (file: string) => Promise<void>): Promise<EditedDraft> {
    const {scripts} = this.#project;
    return editDraft(draft, {
      edit,
      revisions: [...new Set(scripts.map(({path}) => dirname(path)))],
    });
  }

  async write(draft: RevisionDraft): Promise<void> {
    await writeRevision(this.#project, draft);
  }

  /** Replaying is done in one go: so much of it would keep keys waiting. */
  #refuseLong(revisions: readonly RevisionId[], command: string): void {
    const {size} = this.#project.graph.ancestors(revisions);
    if (size <= replayed) return;
    throw new AthanorError('not_supported', `${size} revisions are too many to replay here`, {
      hint: `${command} shows it on the command line`,
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#project[Symbol.asyncDispose]();
  }
}

const historyWanted = new Error('the schema before is needed');

function wantHistory(): never {
  throw historyWanted;
}

/** All that the last steps of a plan would run, to be compared. */
function restText({plan}: MeasuredPlan, done: number): string {
  const steps = plan.steps
    .slice(done)
    .map(({revision, direction, rowsAfter, checksum, statements}) => [
      revision,
      direction,
      rowsAfter,
      checksum,
      statements.map((one) => (one.kind === 'sql' ? one.sql : [one.name, one.source])),
    ]);
  return JSON.stringify([plan.steps[done - 1]?.rowsAfter ?? plan.from, steps]);
}
