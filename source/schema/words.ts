/** What a thing of a schema says, in words for one line: `text not null default 1`, `on (note desc)`. */
export function worded(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  if (Array.isArray(value)) return `(${value.map(worded).join(', ')})`;
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  const members = new Map(Object.entries(value));
  if (members.has('sql')) return String(members.get('sql'));
  if (members.get('kind') === 'value') return JSON.stringify(members.get('value'));
  const said = [...members].flatMap(([member, inner]) => {
    if (inner === undefined) return [];
    return [phrases[member]?.(inner) ?? plain(member, inner)];
  });
  return said.filter((phrase) => phrase !== '').join(' ');
}

/** A member's name in words: `onDelete` is `on delete`. */
export const memberWords = (member: string): string =>
  member.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function plain(member: string, value: unknown): string {
  if (value === true) return memberWords(member);
  return value === false ? `not ${memberWords(member)}` : `${memberWords(member)} ${worded(value)}`;
}

/** A type as one says it: `string(120)`, `enum(open, paid)`, or the database's own text. */
function typeWords(type: unknown): string {
  if (typeof type !== 'object' || type === null) return worded(type);
  const {kind, sql, length, precision, scale, items, native, array} = Object.fromEntries(
    Object.entries(type),
  );
  if (kind === 'raw') return worded(sql);
  const given = native ?? items ?? [length, precision, scale].filter((each) => each !== undefined);
  const inner = Array.isArray(given) ? given.map(worded).join(', ') : worded(given);
  return `${worded(kind)}${inner === '' ? '' : `(${inner})`}${array === true ? '[]' : ''}`;
}

/** Members that are said otherwise than by their name and value. */
const phrases: Readonly<Record<string, (value: unknown) => string>> = {
  name: worded,
  type: typeWords,
  kind: worded,
  column: worded,
  order: worded,
  columns: worded,
  table: worded,
  nullable: (value) => (value === true ? 'null' : 'not null'),
  parts: (value) => `on ${worded(value)}`,
  expression: (value) => `(${worded(value)})`,
  stored: (value) => (value === true ? 'stored' : 'virtual'),
  nulls: (value) => `nulls ${worded(value)}`,
};
