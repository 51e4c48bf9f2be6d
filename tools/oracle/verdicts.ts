import {answerFacts, answerQuestion, loadGraph} from './answer.ts';
import {isJudged, type CaseGraph} from './cases.ts';
import {judgeAnswer, judgeFacts} from './judge.ts';
import {World} from './world.ts';

const SHOWN = 8;

/** Counts how this project does on graphs and their questions, and keeps the first disagreements. */
export class Verdicts {
  passed = 0;
  failed = 0;
  /** Questions and facts that came without the answer of the reference. */
  unanswered = 0;
  readonly #kinds = new Map<string, {passed: number; failed: number}>();
  readonly #disagreements: string[] = [];

  judge(given: CaseGraph): void {
    const graph = loadGraph(given);
    const world = new World(given);
    const facts = answerFacts(graph);
    if (given.facts === undefined) this.unanswered++;
    else {
      const {name, facts: expected} = given;
      this.#count('facts', judgeFacts(world, given, facts), {graph: name, expected, got: facts});
    }
    // Where the reference could not load the graph, its answers say nothing but that.
    if (given.facts !== undefined && 'error' in given.facts) return;

    for (const [query, question] of (given.queries ?? []).entries()) {
      if (!isJudged(question)) continue;
      const {answer: expected, unstable: _, ...asked} = question;
      if (expected === undefined) {
        this.unanswered++;
        continue;
      }
      const got = answerQuestion(graph, question);
      const good = judgeAnswer(world, question, got);
      this.#count(question.kind, good, {graph: given.name, query, asked, expected, got});
    }
  }

  /** Counts by kind, the first disagreements, and the sum as the last line. */
  report(): readonly string[] {
    const counts = [...this.#kinds].map(([kind, {passed, failed}]) => {
      return `${kind.padEnd(13)} ${String(passed).padStart(6)} passed ${String(failed).padStart(6)} failed`;
    });
    const without = this.unanswered > 0 ? [`${this.unanswered} without an answer, not judged`] : [];
    const sum = `${this.passed} passed, ${this.failed} failed`;
    return [...counts, ...this.#disagreements, ...without, sum];
  }

  #count(kind: string, good: boolean, details: Readonly<Record<string, unknown>>): void {
    const counts = this.#kinds.get(kind) ?? {passed: 0, failed: 0};
    this.#kinds.set(kind, counts);
    if (good) {
      counts.passed++;
      this.passed++;
      return;
    }
    counts.failed++;
    this.failed++;
    if (this.#disagreements.length < SHOWN) {
      this.#disagreements.push(JSON.stringify({kind, ...details}).slice(0, 1500));
    }
  }
}
