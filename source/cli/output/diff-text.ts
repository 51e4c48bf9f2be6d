import type {SchemaDiff} from '../../commands/diff.ts';
import type {Colours} from './colours.ts';
import {nodeWords, unknownLines} from './schema-text.ts';
import {visible} from './visible.ts';

type Change = SchemaDiff['changes'][number];

/** What differs, by table, as a person reads it. */
export function diffText({from, to, changes, hints}: SchemaDiff, colours: Colours): string {
  const tables = Map.groupBy(changes, ({table}) => table);
  const lines = [...tables].flatMap(([table, those]) => tableLines(table, those, colours));
  if (changes.length === 0) lines.push(`${sideText(from)} and ${sideText(to)} are the same`);
  return [
    ...lines,
    ...hints.map(({text}) => colours.faint(`hint: ${visible(text)}`)),
    ...[from, to].flatMap(({unknowns}) => unknownLines(unknowns, colours)),
  ].join('\n');
}

function sideText({target, label}: SchemaDiff['from']): string {
  return visible(label === undefined ? target : `${target} (${label})`);
}

function tableLines(
  table: string | undefined,
  changes: readonly Change[],
  colours: Colours,
): readonly string[] {
  const own = changes.find(({kind}) => kind === 'table');
  const inside = changes
    .filter((change) => change !== own)
    .flatMap((change) => changeLines(change, colours));
  if (own !== undefined && own.change !== 'changed') {
    const node = own.to ?? own.from;
    const paint = painted[own.change](colours);
    const children = node?.children ?? [];
    return [
      paint(`${signs[own.change]} table ${visible(own.name)}`),
      ...children.map((child) => paint(`${signs[own.change]}   ${nodeWords(child)}`)),
      ...inside,
    ];
  }
  return table === undefined
    ? inside
    : [colours.strong(`  table ${visible(table)}`), ...inside.map(indented)];
}

/** Behind the sign. */
const indented = (line: string): string => line.replace(/([+~-]) /, '$1   ');

function changeLines({from, to, line}: Change, colours: Colours): readonly string[] {
  if (from === undefined && to === undefined) return [colours.warning(`~ ${visible(line)}`)];
  const texts = [from && nodeWords(from), to && nodeWords(to)];
  if (texts[0] === texts[1]) return [colours.warning(`~ ${visible(line)}`)];
  return [
    ...(texts[0] === undefined ? [] : [painted.removed(colours)(`${signs.removed} ${texts[0]}`)]),
    ...(texts[1] === undefined ? [] : [painted.added(colours)(`${signs.added} ${texts[1]}`)]),
  ];
}

const signs: Readonly<Record<Change['change'], string>> = {added: '+', removed: '-', changed: '~'};

const painted: Readonly<Record<Change['change'], (colours: Colours) => (text: string) => string>> =
  {
    added: ({good}) => good,
    removed: ({danger}) => danger,
    changed: ({warning}) => warning,
  };
