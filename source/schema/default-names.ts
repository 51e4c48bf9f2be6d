/**
 * The longest name that MikroORM gives on each database, in characters; longer ones it shortens with a
 * hash. SQLite has no limit.
 */
export const nameLimits = {postgresql: 63, sqlite: Number.POSITIVE_INFINITY} as const;

/** `account_email_unique`, as MikroORM names it; shortened for PostgreSQL unless told otherwise. */
export function defaultUniqueName(
  table: string,
  columns: readonly string[],
  limit: number = nameLimits.postgresql,
): string {
  return shortened(indexName(table, columns, 'unique'), 'unique', limit);
}

/** `account_email_index`, as MikroORM names it. */
export function defaultIndexName(
  table: string,
  columns: readonly string[],
  limit: number = nameLimits.postgresql,
): string {
  return shortened(indexName(table, columns, 'index'), 'index', limit);
}

/** `book_author_id_foreign`, as MikroORM names it. */
export function defaultForeignKeyName(
  table: string,
  columns: readonly string[],
  limit: number = nameLimits.postgresql,
): string {
  return shortened(indexName(table, columns, 'foreign'), 'foreign', limit);
}

/** `account_status_check`: the check that keeps an enum, as MikroORM names it. */
export function defaultCheckName(
  table: string,
  columns: readonly string[],
  limit: number = nameLimits.postgresql,
): string {
  return shortened(indexName(table, columns, 'check'), 'check', limit);
}

/** `account_pkey`, as MikroORM names it on PostgreSQL. On SQLite a primary key has no name. */
export function defaultPrimaryKeyName(
  table: string,
  limit: number = nameLimits.postgresql,
): string {
  return shortened(`${bare(table)}_pkey`, 'primary', limit);
}

/**
 * The name that PostgreSQL itself gives to a primary key that was given none: it cuts the table's name to
 * fit, and puts a number behind where that is taken.
 */
export function implicitPrimaryKeyName(table: string, number?: number): string {
  const end = `_pkey${number === undefined ? '' : String(number)}`;
  return `${cutTo(table, nameLimits.postgresql - end.length)}${end}`;
}

/** As PostgreSQL cuts a name that it is given: whole characters, to so many bytes. */
export function cutTo(name: string, limit: number = nameLimits.postgresql): string {
  let cut = name;
  while (bytes.encode(cut).length > limit) cut = Array.from(cut).slice(0, -1).join('');
  return cut;
}

const bytes = new TextEncoder();

type Suffix = 'unique' | 'index' | 'foreign' | 'check' | 'primary';

function indexName(table: string, columns: readonly string[], suffix: Suffix): string {
  return [bare(table), ...columns.map((column) => column.replaceAll('.', '_')), suffix].join('_');
}

/** MikroORM takes what stands before the first dot for the schema. */
const bare = (table: string): string => table.slice(table.indexOf('.') + 1);

function shortened(name: string, suffix: Suffix, limit: number): string {
  if (name.length <= limit) return name;
  const end = suffix === 'primary' ? 'pkey' : suffix;
  return `${name.slice(0, limit - 8 - suffix.length)}_${hash(name).slice(0, 5)}_${end}`;
}

/** FNV-1a over UTF-16 units, 64 bits in hexadecimal: the hash that MikroORM shortens with. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    value = ((value ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return value.toString(16).padStart(16, '0');
}
