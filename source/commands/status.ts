import {heads, type Head} from './heads.ts';
import type {Project} from './project.ts';

/** What `status` answers with. */
export interface Status {
  readonly configuration: string;
  readonly environment: string;
  readonly revisions: number;
  readonly heads: readonly Head[];
}

/** Where the project stands. */
export function status(project: Pick<Project, 'config' | 'graph'>): Status {
  const {config, graph} = project;
  return {
    configuration: config.file ?? config.directory,
    environment: config.environment.name,
    revisions: graph.size,
    heads: heads(project).heads,
  };
}
