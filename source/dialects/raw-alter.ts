import {identifier} from '../schema/sql-text.ts';
import type {SqlToken} from '../schema/sql-text.ts';
import {nameText} from '../schema/tables.ts';
import {loss} from './facts.ts';
import {nameAt, skip, texts, unmeasured, word, type Named, type Raw} from './raw-names.ts';
import type {Hazard} from './statement.ts';

/** `alter table account drop column note, alter column size type smallint`; attributes of a type, too. */
export function altered(raw: Raw): readonly Hazard[] {
  const {code, origins} = raw;
  if (word(code[1]) === 'type') return alteredType(code);
  const named =
    word(code[1]) === 'table' ? nameAt(code, skip(code, 2, ['if', 'exists', 'only'])) : undefined;
  if (named === undefined || origins.table(named.table) === undefined) return [];
  return code.flatMap((token, at) => {
    if (at < named.next || !startsAction(code, at, named.next)) return [];
    if (word(token) === 'alter') return retyped(raw, named, at);
    return word(token) === 'drop' ? columnDropped(raw, named, at) : [];
  });
}

function columnDropped({code, origins}: Raw, named: Named, at: number): readonly Hazard[] {
  if (notColumns.has(word(code[at + 1]) ?? '')) return [];
  const column = code[skip(code, at + 1, ['column', 'if', 'exists'])];
  const name = column && identifier(column);
  if (column === undefined || name === undefined) return [];
  const object = `${nameText(named.table)}.${name}`;
  const measure = `select count(${column.text}) as n from ${named.text}`;
  return [
    loss('drop-column', object, {
      message: `drops the column ${object} and its values`,
      measure: origins.changed(named.table) ? undefined : measure,
      counted: named.text,
    }),
  ];
}

/** `alter column size type smallint`: counted are the values that are others afterwards. */
function retyped({all, code, origins}: Raw, named: Named, at: number): readonly Hazard[] {
  const place = skip(code, at + 1, ['column']);
  const [column, ...after] = code.slice(place);
  const name = column && identifier(column);
  const start = skip(after, 0, ['set', 'data']);
  if (column === undefined || name === undefined || word(after[start]) !== 'type') return [];
  const end = endOfType(after, start + 1);
  const isPlain = word(after[end]) !== 'using' && !origins.changed(named.table);
  const type = between(all, after[start + 1], after[end]);
  const object = `${nameText(named.table)}.${name}`;
  return [
    loss('narrow-type', object, {
      message: `gives ${object} another type, which may change its values`,
      measure: isPlain
        ? `select count(*) as n from ${named.text} where ${column.text} is distinct from cast(${column.text} as ${type})`
        : undefined,
      counted: named.text,
    }),
  ];
}

/** The text from one token up to another, or to the end. */
function between(
  all: readonly SqlToken[],
  from: SqlToken | undefined,
  to: SqlToken | undefined,
): string {
  const end = all.findIndex((token) => token === to);
  const text = all.slice(
    all.findIndex((token) => token === from),
    end < 0 ? undefined : end,
  );
  return texts(text).trim();
}

/** Where a type ends: at what may follow it, at the comma of the next action, or with the statement. */
function endOfType(code: readonly SqlToken[], from: number): number {
  let depth = 0;
  for (const [at, {text}] of code.entries()) {
    if (at < from) continue;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    const ends = [',', ';'].includes(text) || ['using', 'collate'].includes(word(code[at]) ?? '');
    if (depth === 0 && ends) return at;
  }
  return code.length;
}

/** `alter type money drop attribute currency`: the columns that have the type lose it. */
function alteredType(code: readonly SqlToken[]): readonly Hazard[] {
  const named = nameAt(code, 2);
  if (named === undefined) return [];
  return code.flatMap((token, at) => {
    const [verb, what] = [word(token), word(code[at + 1])];
    if (at < named.next || what !== 'attribute' || (verb !== 'drop' && verb !== 'alter')) return [];
    const attribute = code[skip(code, at + 2, ['if', 'exists'])];
    const object = `${nameText(named.table)}.${(attribute && identifier(attribute)) ?? ''}`;
    return verb === 'drop'
      ? [unmeasured('drop-column', object, `drops ${object} in all columns of that type`)]
      : [unmeasured('narrow-type', object, `changes ${object} in all columns of that type`)];
  });
}

const startsAction = (code: readonly SqlToken[], at: number, first: number): boolean =>
  at === first || [',', '*'].includes(code[at - 1]?.text ?? '');

const notColumns: ReadonlySet<string> = new Set(['constraint', 'partition']);
