import type {Config as FileConfig, EnvironmentConfig as FileEnvironment} from '../config/config.ts';
import type {HookFunctions} from '../config/config.ts';
import type {Db} from '../operations/db.ts';
import type {RunEvent} from '../runtime/events.ts';
import type {RunHooks, RunOutcome} from '../runtime/hooks.ts';
import type {Plan, PlannedStep} from '../runtime/plan.ts';
import type {Database} from '../runtime/session.ts';
import type {Project} from './project.ts';

/** What `athanor.config.ts` may say, and what its hooks are called with. */
export interface Config extends Omit<FileConfig, 'hooks' | 'environments'> {
  /** Code of one's own around runs and their steps; of an environment those of the same name go before. */
  readonly hooks?: Hooks;
  readonly environments?: Readonly<Record<string, EnvironmentConfig>>;
}

/** One database that the revisions are applied to, and what of the configuration is otherwise there. */
export interface EnvironmentConfig extends Omit<FileEnvironment, 'hooks'> {
  readonly hooks?: Hooks;
}

/**
 * Code of one's own around runs and their steps. Each may be asynchronous, and is waited for. `db` is the run's
 * own connection; what begins or ends a transaction is refused there. One that throws ends the run, which rolls
 * the open step back and fails with `hook_failed`; but for `onEvent`, of which it is told and the run goes on.
 */
export interface Hooks {
  /** Once the lock is held, before the first step and outside any transaction. */
  readonly beforeRun?: (context: RunContext) => unknown;
  /** In the transaction of the step, before its first statement. */
  readonly beforeStep?: (context: StepContext) => unknown;
  /** In the transaction of the step, behind its last statement and the version rows. */
  readonly afterStep?: (context: StepContext) => unknown;
  /** When the run is over, however it ended, outside any transaction; the lock is still held. */
  readonly afterRun?: (context: OverContext) => unknown;
  /** Whatever a run tells, before anybody else hears of it. */
  readonly onEvent?: (event: RunEvent, context: HookContext) => unknown;
}

/** What every hook is told. */
export interface HookContext {
  /** The name of the environment. */
  readonly environment: string;
  /** Such as `postgresql localhost:5432/shop`. */
  readonly database: string;
  /** What `-x key=value` gave, by key. */
  readonly arguments: Readonly<Record<string, string>>;
  /** What `--tag` gave. */
  readonly tag: string | undefined;
}

interface RunContext extends HookContext {
  readonly plan: Plan;
  readonly db: Db;
}

interface StepContext extends HookContext {
  /** Which of the steps, from 0. */
  readonly index: number;
  readonly step: PlannedStep;
  readonly db: Db;
}

interface OverContext extends HookContext {
  readonly outcome: RunOutcome;
  readonly db: Db;
}

type HookedProject = Pick<Project, 'config' | 'arguments' | 'tag'>;

/** The hooks of a project, as a run calls them. */
export function runHooks(project: HookedProject, database: Pick<Database, 'label'>): RunHooks {
  const {beforeRun, beforeStep, afterStep, afterRun} = hooksOf(project);
  const told = contextOf(project, database);
  return {
    beforeRun: beforeRun && ((plan, db) => beforeRun({...told, plan, db})),
    beforeStep: beforeStep && ((place, db) => beforeStep({...told, ...place, db})),
    afterStep: afterStep && ((place, db) => afterStep({...told, ...place, db})),
    afterRun: afterRun && ((outcome, db) => afterRun({...told, outcome, db})),
  };
}

/** The names of the hooks that a run of the project would call. */
export const hookNames = ({config: {hooks}}: Pick<Project, 'config'>): readonly string[] =>
  Object.entries(hooks).flatMap(([name, hook]) => (hook === undefined ? [] : [name]));

/** Lets `onEvent` hear of each event before it is passed on. That it failed is told once. */
export async function* heard(
  project: HookedProject,
  database: Pick<Database, 'label'>,
  events: AsyncGenerator<RunEvent, void>,
): AsyncGenerator<RunEvent, void> {
  const {onEvent} = hooksOf(project);
  if (onEvent === undefined) {
    yield* events;
    return;
  }
  const told = contextOf(project, database);
  let hasFailed = false;
  for await (const event of events) {
    try {
      await onEvent(event, told);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!hasFailed) yield {kind: 'hookFailed', hook: 'onEvent', message};
      hasFailed = true;
    }
    yield event;
  }
}

function hooksOf({config: {hooks}}: HookedProject): Hooks {
  return areHooks(hooks) ? hooks : {};
}

/** They are functions, as the check of the configuration has seen; of what, the type of a configuration tells. */
const areHooks = (hooks: HookFunctions): hooks is HookFunctions & Hooks =>
  Object.values(hooks).every((hook) => hook === undefined || typeof hook === 'function');

const contextOf = (
  {config, arguments: given, tag}: HookedProject,
  {label}: Pick<Database, 'label'>,
): HookContext => ({environment: config.environment.name, database: label, arguments: given, tag});
