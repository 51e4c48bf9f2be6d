/** The public API: what `import 'athanor'` gives. The command line and the workbench use the same functions. */
export {AthanorError, type ErrorCode} from './errors.ts';

export type {PostWrite, PostWriteCommand} from './config/config.ts';
export type {Config, EnvironmentConfig, HookContext, Hooks} from './commands/hooks.ts';
export type {ColumnBuilder, Operations, Types} from './operations/operations.ts';
export type {Bindable, Db} from './operations/db.ts';

export {openProject, type OpenOptions} from './commands/open-project.ts';
export type {Project} from './commands/project.ts';
export {
  autogenerate,
  check,
  type AutogenerateInput,
  type Generated,
} from './commands/autogenerate.ts';
export {branches, type Branches} from './commands/branches.ts';
export {carryOutSteps, wishForRest, type CarryOutInput} from './commands/carry-out-steps.ts';
export {current, type Current} from './commands/current.ts';
export {
  ensureVersion,
  type EnsuredVersion,
  type EnsureVersionInput,
} from './commands/ensure-version.ts';
export {doctor, type Check, type Diagnosis} from './commands/doctor.ts';
export {generateRevision, type GeneratedRevision} from './commands/generate-revision.ts';
export {heads, type Heads, type HeadsInput} from './commands/heads.ts';
export {
  history,
  historyDiagram,
  type DiagramInput,
  type History,
  type HistoryInput,
} from './commands/history.ts';
export {init, type InitInput, type Initialised} from './commands/init.ts';
export {log, type Log, type LogInput} from './commands/log.ts';
export {adoptDrift as adopt, type AdoptedDrift, type AdoptInput} from './commands/adopt-drift.ts';
export {drift, ignoreDrift as ignore, type Drift, type DriftItem} from './commands/drift.ts';
export {planToRevert, revert, type RevertInput} from './commands/revert-drift.ts';
export {draftMerge, merge, type MergeInput} from './commands/merge.ts';
export {mergeSides, type MergeSides} from './commands/merge-sides.ts';
export {offline, type OfflineInput} from './commands/offline.ts';
export type {Wish} from './commands/plan-for.ts';
export {planTo, type MeasuredPlan} from './commands/plan-to.ts';
export {
  draftRevision,
  type NewRevisionInput,
  type RevisionDraft,
} from './commands/draft-revision.ts';
export {abortRebase, rebase, type RebaseInput, type Rebased} from './commands/rebase.ts';
export {revision, type WrittenRevision} from './commands/revision.ts';
export {writeRevision} from './commands/write-revision.ts';
export {
  schema,
  schemaSql,
  type SchemaInput,
  type ShownNode,
  type ShownSchema,
} from './commands/schema.ts';
export {diff, diffSql, type DiffInput, type SchemaDiff} from './commands/diff.ts';
export {show, type Shown, type ShowInput} from './commands/show.ts';
export {stamp, type StampInput} from './commands/stamp.ts';
export {standing, type Standing} from './commands/standing.ts';
export {status, type Status} from './commands/status.ts';
export {downgrade, upgrade, type RunInput} from './commands/upgrade.ts';

export type {Consent} from './analysis/consent.ts';
export {consentFrom} from './commands/consent.ts';
export type {Loss} from './analysis/losses.ts';
export type {RunEvent} from './runtime/events.ts';
export type {Plan, PlannedStep} from './runtime/plan.ts';
