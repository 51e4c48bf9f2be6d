import {isList, type Doc, type Group, type Line} from './doc.ts';

/** Where in the work a doc stands: how far in, and whether its group is set on one line. */
interface Task {
  readonly doc: Doc;
  readonly indent: number;
  readonly flat: boolean;
}

/** Sets a doc in lines of at most `width` columns where that can be, starting `indent` columns in. */
export function print(
  doc: Doc,
  {width = 100, indent = 0}: {readonly width?: number; readonly indent?: number} = {},
): string {
  return new Printer(width).print({doc, indent, flat: false});
}

/** Columns that one step of indentation takes. */
const step = 2;

class Printer {
  readonly #width: number;
  readonly #tasks: Task[] = [];
  readonly #broken = new Set<Group>();
  #text = '';
  #column: number;
  /** After a forced line end inside a flat group, groups are measured again. */
  #remeasure = false;

  constructor(width: number) {
    this.#width = width;
    this.#column = 0;
  }

  print(task: Task): string {
    this.#column = task.indent;
    this.#tasks.push(task);
    for (let next = this.#tasks.pop(); next !== undefined; next = this.#tasks.pop()) {
      this.#run(next);
    }
    return this.#text;
  }

  #run({doc, indent, flat}: Task): void {
    if (typeof doc === 'string') {
      this.#text += doc;
      this.#column += columns(doc);
    } else if (isList(doc)) {
      this.#push(doc, indent, flat);
    } else if (doc.kind === 'indent') {
      this.#tasks.push({doc: doc.contents, indent: indent + step, flat});
    } else if (doc.kind === 'indentAfter') {
      const further = this.#broken.has(doc.group) ? step : 0;
      this.#tasks.push({doc: doc.contents, indent: indent + further, flat});
    } else if (doc.kind === 'ifBroken') {
      if (!flat) this.#run({doc: doc.text, indent, flat});
    } else if (doc.kind === 'line') {
      this.#line(doc, indent, flat);
    } else {
      this.#group(doc, indent, flat);
    }
  }

  #push(docs: readonly Doc[], indent: number, flat: boolean): void {
    for (const doc of docs.toReversed()) this.#tasks.push({doc, indent, flat});
  }

  #line(line: Line, indent: number, flat: boolean): void {
    if (flat && !line.hard) {
      this.#text += line.flat;
      this.#column += line.flat.length;
      return;
    }
    if (flat) this.#remeasure = true;
    const spaces = line.literal ? 0 : indent;
    this.#text = line.literal
      ? `${this.#text}\n`
      : `${this.#text.trimEnd()}\n${' '.repeat(spaces)}`;
    this.#column = spaces;
  }

  #group(doc: Group, indent: number, flat: boolean): void {
    if (flat && !this.#remeasure) {
      this.#tasks.push({doc: doc.contents, indent, flat: !doc.broken});
      return;
    }
    this.#remeasure = false;
    const [tight, ...looser] = doc.states ?? [doc.contents];
    const ways = doc.broken ? [] : [tight ?? doc.contents, ...looser];
    const fitting = ways.find((way) => this.#fits({doc: way, indent, flat: true}));
    if (fitting !== undefined) {
      this.#tasks.push({doc: fitting, indent, flat: true});
    } else {
      this.#broken.add(doc);
      this.#tasks.push({doc: looser.at(-1) ?? doc.contents, indent, flat: false});
    }
  }

  /** Whether what comes up to the next end of a line has room on this one. */
  #fits(first: Task): boolean {
    let room = this.#width - this.#column;
    let rest = this.#tasks.length;
    const tasks: Task[] = [first];
    while (room >= 0) {
      const task = tasks.pop() ?? this.#tasks[--rest];
      if (task === undefined) return true;
      const used = measure(task, tasks);
      if (used === 'end') return true;
      room -= used;
    }
    return false;
  }
}

/** What a doc takes of the line, or that it ends the line; what is inside it is put on the list. */
function measure({doc, indent, flat}: Task, tasks: Task[]): number | 'end' {
  if (typeof doc === 'string') return columns(doc);
  if (isList(doc)) {
    for (const each of doc.toReversed()) tasks.push({doc: each, indent, flat});
    return 0;
  }
  if (doc.kind === 'line') return flat && !doc.hard ? doc.flat.length : 'end';
  if (doc.kind === 'ifBroken') return flat ? 0 : doc.text.length;
  tasks.push(
    doc.kind === 'group' ? groupTask(doc, indent, flat) : {doc: doc.contents, indent, flat},
  );
  return 0;
}

/** A group in a line that is broken is measured in its loosest way. */
function groupTask({contents, broken, states}: Group, indent: number, flat: boolean): Task {
  if (flat && !broken) return {doc: contents, indent, flat};
  return {doc: states?.at(-1) ?? contents, indent, flat: false};
}

/** East Asian characters and the like take two columns, marks upon others none. */
function columns(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length;
  let count = 0;
  for (const character of text) {
    if (/\p{M}|\p{Cf}/u.test(character)) continue;
    count += wide.test(character) ? 2 : 1;
  }
  return count;
}

const wide =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}/u;
