/** A file of revision graphs, questions about them and the answers of the reference system. */
export interface CaseFile {
  readonly format: 1;
  readonly graphs: readonly CaseGraph[];
}

export interface CaseGraph {
  readonly name: string;
  /** In load order. */
  readonly revisions: readonly CaseRevision[];
  readonly facts?: CaseFacts | Failure;
  /** Other facts that the reference gave on other runs. */
  readonly facts_unstable?: readonly CaseFacts[];
  readonly queries?: readonly Question[];
}

export interface CaseRevision {
  readonly id: string;
  readonly down_revision: readonly string[];
  readonly depends_on: readonly string[];
  readonly branch_labels: readonly string[];
  readonly message: string | null;
}

export interface CaseFacts {
  readonly heads: readonly string[];
  readonly effective_heads: readonly string[];
  readonly bases: readonly string[];
  readonly effective_bases: readonly string[];
  readonly branch_points: readonly string[];
  readonly merge_points: readonly string[];
  readonly labels: Readonly<Record<string, readonly string[]>>;
  readonly depends_on_resolved?: Readonly<Record<string, readonly string[]>>;
  readonly history: readonly string[];
}

export interface Failure {
  readonly error: {
    readonly class: string;
    readonly message: string;
    readonly cause?: {readonly class: string; readonly message: string};
  };
}

/** A version row change as a step of an upgrade, a downgrade or a stamp leaves it. */
export interface CaseStep {
  readonly id: string;
  readonly dir: 'up' | 'down';
  readonly rows: readonly string[];
  readonly row_ops: readonly string[];
}

/** Whatever a question can be answered with; which parts are there depends on its kind. */
export interface Answer {
  readonly error?: Failure['error'];
  readonly steps?: readonly CaseStep[];
  readonly rows?: readonly string[];
  readonly revisions?: readonly (string | null)[];
  readonly revision?: string | null;
  readonly down_revision?: readonly string[];
  readonly depends_on?: readonly string[];
  readonly warnings?: readonly string[];
}

interface Asked {
  readonly answer?: Answer;
  /** Other answers that the reference gave on other runs. */
  readonly unstable?: readonly Answer[];
  /** Why nobody should answer like the reference. */
  readonly defect?: string;
}

/** Questions whose answers are judged, by kind. */
interface Inputs {
  readonly upgrade: {readonly current: readonly string[]; readonly target: string | null};
  readonly downgrade: {readonly current: readonly string[]; readonly target: string | null};
  readonly stamp: {readonly current: readonly string[]; readonly targets: readonly string[]};
  readonly resolve: {readonly target: string | null};
  readonly resolve_one: {readonly target: string | null};
  readonly history: {readonly base: string | readonly string[]; readonly head: string};
  readonly current: {readonly current: readonly string[]};
  readonly new_revision: {
    readonly id: string;
    readonly heads: readonly string[];
    readonly splice: boolean;
    readonly depends_on: readonly string[];
  };
}

export type Kind = keyof Inputs;

export type QuestionOf<K extends Kind> = Asked & Inputs[K] & {readonly kind: K};

export type JudgedQuestion = {readonly [K in Kind]: QuestionOf<K>}[Kind];

/** Kinds that are in the files to be read only. */
interface Unjudged extends Asked {
  readonly kind: 'text' | 'iterate';
}

export type Question = JudgedQuestion | Unjudged;

/** Is this a kind of question that is judged? */
export function isJudged(question: Question): question is JudgedQuestion {
  return question.kind !== 'text' && question.kind !== 'iterate';
}
