import {readFile} from 'node:fs/promises';
import {openProject} from '../commands/open-project.ts';
import {planRoute} from '../commands/plan-for.ts';
import type {Project} from '../commands/project.ts';
import {standing, type Standing} from '../commands/standing.ts';
import type {RevisionId} from '../graph/revision.ts';
import type {WorkbenchOptions} from './open.tsx';
import type {Bench, FilesView, StatementView} from './ports.ts';

/** The bench over a project on disk and the database of its environment. */
export async function openBench({directory, file, environment}: WorkbenchOptions): Promise<Bench> {
  return new ProjectBench(await openProject({directory, file, environment}));
}

class ProjectBench implements Bench {
  #project: Project;

  constructor(project: Project) {
    this.#project = project;
  }

  get environment(): Bench['environment'] {
    return this.#project.config.environment;
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
    const {graph} = project;
    const {downgrade} = await project.recorded(revision);
    if (direction === 'downgrade' && downgrade === undefined) return undefined;
    const below = graph.tips(graph.parents(revision)).toSorted();
    const [from, to] = direction === 'upgrade' ? [below, [revision]] : [[revision], below];
    const route = {from, to, steps: [{revision, direction}]};
    const {plan} = await planRoute(project, route, await project.dialect());
    return plan.steps[0]?.statements ?? [];
  }

  source(revision: RevisionId): Promise<string> {
    return readFile(this.#project.script(revision).path, 'utf8');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#project[Symbol.asyncDispose]();
  }
}
