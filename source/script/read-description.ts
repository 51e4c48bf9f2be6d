/** What the comment at the top of a revision file says. */
export interface Description {
  /** Its first paragraph, in one line. */
  readonly message: string;
  /** All of it, without the lines that repeat the header. */
  readonly description: string;
  /** ISO 8601 in UTC. */
  readonly created: string | undefined;
}

const opening =
  /^(?:\uFEFF|\s|#![^\n]*\n|['"]use strict['"];?)*(\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*(?:\n\s*|$))+)/;
const repeated = /^(?:Revision|Revises|Created|Depends on|Branch labels):/;
const decoration = /^\s*(?:\*|\/\/)? ?/;

const usual =
  /^\/\*\*\n \* (?!(?:Revision|Revises|Created|Depends on|Branch labels):)(\S.*)\n \*\n(?: \* (?:Revision|Revises|Depends on): .*\n)+ \* Created: (\d{4}-[01]\d-[0-3]\d)T([0-2]\d:[0-5]\d:[0-5]\d)Z\n \*\/\n/;

/** Reads the comment that a file begins with. Compilers drop it: then the file's name tells what it can. */
export function readDescription(text: string, stem: string): Description {
  return readUsualDescription(text) ?? readAnyDescription(text, stem);
}

/** The comment as Athanor writes it over one line of message, at a fraction of the time; `undefined` for any other. */
export function readUsualDescription(text: string): Description | undefined {
  const match = usual.exec(text);
  if (match === null) return undefined;
  const [, said = '', day = '', time = ''] = match;
  if (said.includes('*/')) return undefined;
  const message = detached(said.trimEnd());
  return {message, description: message, created: `${day}T${time}Z`};
}

/** A copy: what is cut out of a text otherwise keeps all of that in memory, thousands of files of it. */
const detached = (part: string): string => Buffer.from(part).toString();

/** The comment of any file. */
export function readAnyDescription(text: string, stem: string): Description {
  const comment = opening.exec(text)?.[1];
  if (comment === undefined) return {...named(stem), created: undefined};
  const kept: string[] = [];
  let created: string | undefined;
  for (const line of undecorated(comment)) {
    if (!repeated.test(line)) kept.push(line);
    else if (line.startsWith('Created:')) created = instant(line.slice('Created:'.length).trim());
  }
  const description = kept.join('\n').trim();
  return {
    ...(description === '' ? named(stem) : {message: firstParagraph(description), description}),
    created,
  };
}

function undecorated(comment: string): readonly string[] {
  const inner = comment.startsWith('/*')
    ? comment.replace(/^\/\*+/, '').replace(/\*+\/$/, '')
    : comment;
  return inner.split('\n').map((line) => line.replace(decoration, '').trimEnd());
}

function firstParagraph(description: string): string {
  if (!description.includes('\n')) return description;
  return (description.split(/\n\s*\n/, 1)[0] ?? '').replaceAll(/\s*\n\s*/g, ' ');
}

function named(stem: string): {message: string; description: string} {
  const message = stem.slice(stem.indexOf('_') + 1).replaceAll('_', ' ');
  return {message, description: message};
}

function instant(text: string): string | undefined {
  if (/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ$/.test(text)) return text;
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text)) return undefined;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`;
  const date = new Date(zoned.replace(' ', 'T'));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}
