import {loadConfig, type ConfigOptions} from '../config/load.ts';
import type {ResolvedConfig} from '../config/config.ts';
import {AthanorError} from '../errors.ts';
import type {RevisionId} from '../graph/revision.ts';
import {readDirectories} from '../script/read-directories.ts';
import type {Script} from '../script/script.ts';
import type {Project} from './project.ts';

/** Which project to open, and for which of its environments. */
export type OpenOptions = ConfigOptions;

/** What graph commands need of a project. */
export type GraphProject = Pick<Project, 'config' | 'graph' | 'scripts' | 'script'> &
  AsyncDisposable;

/**
 * Opens the project of a directory: its configuration, its revision files as text, their graph.
 * Connects to nothing. Throws `no_config`, `bad_config`, `bad_script`, `bad_graph`.
 */
export async function openProject(options: OpenOptions): Promise<GraphProject> {
  return projectOf(await loadConfig(options));
}

function projectOf(config: ResolvedConfig): GraphProject {
  const {scripts, graph} = readDirectories(config.revisions, config.directory);
  const byId = new Map<RevisionId, Script>(scripts.map((script) => [script.id, script]));
  return {
    config,
    graph,
    scripts,
    script(revision) {
      const script = byId.get(revision);
      if (script !== undefined) return script;
      graph.get(revision);
      throw new AthanorError('revision_not_found', `No revision ${revision}`);
    },
    async [Symbol.asyncDispose]() {},
  };
}
