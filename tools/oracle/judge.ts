import type {
  Answer,
  CaseFacts,
  CaseGraph,
  CaseStep,
  Failure,
  JudgedQuestion,
  Kind,
  QuestionOf,
} from './cases.ts';
import {same, sameSet, type World} from './world.ts';

/** Is an answer as good as that of the reference? The question has to come with one. */
export function judgeAnswer(world: World, question: JudgedQuestion, given: Answer): boolean {
  if (given.error !== undefined) return judgeError(world, question, given.error);
  const tolerated = isDoubtful(question) || !hasSoundRows(world, question);
  if (question.answer?.error !== undefined && !tolerated) return false;
  return judgeSuccess(world, question, given);
}

/** Are these the facts that the reference found about a graph? */
export function judgeFacts(
  world: World,
  {facts, facts_unstable: others = []}: CaseGraph,
  given: CaseFacts | Failure,
): boolean {
  if (facts === undefined) return false;
  if (!('heads' in facts)) return 'error' in given && isClear(given.error);
  if (!('heads' in given)) return false;
  return (
    LISTS.every((list) => sameSet(facts[list], given[list])) &&
    same(labelsOf(facts), labelsOf(given)) &&
    isGoodHistory(world, {histories: [facts, ...others].map(({history}) => history)}, given)
  );
}

function isGoodHistory(
  world: World,
  {histories}: {histories: readonly (readonly string[])[]},
  {history}: CaseFacts,
): boolean {
  if (histories.some((one) => same(one, history))) return true;
  return histories.length > 1 && sameSet(histories[0], history) && world.newestFirst(history);
}

const LISTS = [
  'heads',
  'effective_heads',
  'bases',
  'effective_bases',
  'branch_points',
  'merge_points',
] as const;

function labelsOf({labels}: CaseFacts) {
  return Object.entries(labels)
    .filter(([, names]) => names.length > 0)
    .map(([id, names]) => [id, ...names.toSorted()].join(' '))
    .toSorted();
}

/** Kinds of error that have to be the same as those of the reference. */
const PRECISE: ReadonlySet<string> = new Set([
  'ResolutionError',
  'MultipleHeads',
  'RangeNotAncestorError',
]);

const isClear = ({class: kind, message}: Failure['error']) => kind !== 'Crash' && message !== '';

const kindOf = (error: Failure['error']) => error.cause?.class ?? error.class;

const references = ({
  answer,
  unstable = [],
}: Pick<JudgedQuestion, 'answer' | 'unstable'>): readonly Answer[] =>
  answer === undefined ? unstable : [answer, ...unstable];

/** The reference did not give one good answer. */
const isDoubtful = ({unstable, defect}: JudgedQuestion) =>
  unstable !== undefined || defect !== undefined;

const hasSoundRows = (world: World, question: JudgedQuestion) =>
  !('current' in question) || world.sound(question.current);

function judgeError(world: World, question: JudgedQuestion, error: Failure['error']): boolean {
  if (!isClear(error)) return false;
  const kinds = references(question).flatMap((one) => (one.error ? [kindOf(one.error)] : []));
  if (kinds.length > 0) {
    const free = question.defect !== undefined || kinds.some((kind) => !PRECISE.has(kind));
    return free || kinds.includes(kindOf(error));
  }
  const severalStamps = question.kind === 'stamp' && question.targets.length > 1;
  const guessed = question.answer?.warnings !== undefined;
  return (
    question.defect !== undefined || guessed || severalStamps || !hasSoundRows(world, question)
  );
}

type Judges = {
  readonly [K in Kind]: (world: World, question: QuestionOf<K>, given: Answer) => boolean;
};

const judges: Judges = {
  upgrade: judgeSteps,
  downgrade: judgeSteps,
  stamp: judgeStamp,
  history: judgeHistory,
  resolve: judgeList,
  current: judgeList,
  resolve_one: (_, question, {revision}) =>
    question.defect !== undefined || question.answer?.revision === revision,
  new_revision: (_, question, given) =>
    question.defect !== undefined ||
    references(question).some((one) => {
      return (
        same(one.down_revision, given.down_revision) && sameSet(one.depends_on, given.depends_on)
      );
    }),
};

function judgeSuccess<K extends Kind>(
  world: World,
  question: QuestionOf<K>,
  given: Answer,
): boolean {
  return judges[question.kind](world, question, given);
}

const way = (steps: readonly CaseStep[]) => steps.map(({id, dir}) => `${dir} ${id}`);

const rowsOf = (steps: readonly CaseStep[]) => steps.map(({rows}) => rows.toSorted());

/** The same steps with the same or better rows; any lawful plan where the reference has none to show. */
function judgeSteps(
  world: World,
  question: QuestionOf<'upgrade'> | QuestionOf<'downgrade'>,
  {steps}: Answer,
): boolean {
  if (steps === undefined) return false;
  const lawful = world.lawful(question.current, steps);
  const agrees = references(question).some((one) => {
    if (one.steps === undefined) return false;
    const inOrder = same(way(one.steps), way(steps));
    if (inOrder && (lawful || same(rowsOf(one.steps), rowsOf(steps)))) return true;
    return question.unstable !== undefined && lawful && sameSet(way(one.steps), way(steps));
  });
  const free = question.defect !== undefined || !world.sound(question.current);
  return agrees || (free && lawful);
}

/**
 * Rows that share a line with a target go, the target comes. For `heads` that is every head: the reference
 * forgets heads that are rows already when another row moves, which no defect mark says.
 */
function judgeStamp(world: World, question: QuestionOf<'stamp'>, {rows}: Answer): boolean {
  if (rows === undefined) return false;
  if (references(question).some((one) => one.rows !== undefined && sameSet(one.rows, rows))) {
    return true;
  }
  const {current} = question;
  const targets = question.targets.flatMap((target) => {
    return target === 'heads' ? world.tips : [target];
  });
  if (targets.every((target) => world.has(target))) {
    const kept = current.filter((row) => {
      return world.has(row) && !targets.some((target) => world.aligned(row, target));
    });
    return sameSet(world.maximal([...kept, ...targets]), rows);
  }
  const free = question.defect !== undefined || !world.sound(current);
  return free && world.sound(rows);
}

function judgeHistory(world: World, question: QuestionOf<'history'>, {revisions}: Answer): boolean {
  if (revisions === undefined) return false;
  const lists = references(question).flatMap((one) => (one.revisions ? [one.revisions] : []));
  if (lists.some((list) => same(list, revisions))) return true;
  if (!isDoubtful(question)) return false;
  if (lists.length > 0 && !lists.some((list) => sameSet(list, revisions))) return false;
  return world.newestFirst(revisions.filter((id) => id !== null));
}

function judgeList(
  _: World,
  question: QuestionOf<'resolve'> | QuestionOf<'current'>,
  {revisions}: Answer,
): boolean {
  if (revisions === undefined) return false;
  return (
    question.defect !== undefined ||
    references(question).some((one) => one.revisions && sameSet(one.revisions, revisions))
  );
}
