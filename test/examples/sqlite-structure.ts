import type {Database} from 'better-sqlite3';

/** What a SQLite database holds, as lines that do not depend on the order in which things were made. */
export function sqliteStructure(database: Database): readonly string[] {
  const rows = database
    .prepare(
      `select 'column ' || m.name || ' ' || json_array(c.name, lower(c.type), c."notnull", c.dflt_value, c.pk, c.hidden) as line
       from sqlite_schema m join pragma_table_xinfo(m.name) c where m.type = 'table'
       union all
       select 'index ' || m.name || ' ' || json_array(i.name, i."unique", i.partial,
         (select json_group_array(json_array(x.name, x."desc", x.coll)) from pragma_index_xinfo(i.name) x where x.key),
         (select substr(s.sql, instr(lower(s.sql), ' where ')) from sqlite_schema s where s.name = i.name and i.partial))
       from sqlite_schema m join pragma_index_list(m.name) i where m.type = 'table'
       union all
       select 'foreign key ' || m.name || ' ' || (select json_group_array(json_array(f."table", f."from", f."to", f.on_update, f.on_delete)) from pragma_foreign_key_list(m.name) f where f.id = l.id)
       from sqlite_schema m join pragma_foreign_key_list(m.name) l where m.type = 'table'`,
    )
    .all();
  const tables = database
    .prepare("select name, sql from sqlite_schema where type = 'table' and sql is not null")
    .all();
  return [
    ...rows.map((row) => text(row, 'line')),
    ...tables.flatMap((row) => named(text(row, 'name'), text(row, 'sql'))),
  ].toSorted();
}

/** Checks and the names of constraints, which no pragma tells. */
function named(table: string, sql: string): readonly string[] {
  const plain = sql.replaceAll(/[`"]/g, '').replaceAll(/\s+/g, ' ').toLowerCase();
  const constraints = [
    ...plain.matchAll(/constraint (\w+) (check|foreign key|unique|primary key)/g),
  ];
  const checks = [...plain.matchAll(/check ?\(/g)].map(({index}) => balanced(plain.slice(index)));
  return [
    ...constraints.map(([, name, kind]) => `constraint ${table} ${name} ${kind}`),
    ...checks.map((check) => `check ${table} ${check}`),
    `autoincrement ${table} ${plain.includes('autoincrement')}`,
  ];
}

function balanced(sql: string): string {
  let depth = 0;
  for (const [place, letter] of sql.split('').entries()) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ')' && depth === 0) return sql.slice(0, place + 1);
  }
  return sql;
}

function text(row: unknown, name: string): string {
  if (typeof row !== 'object' || row === null) throw new Error('not a row');
  return String(new Map(Object.entries(row)).get(name));
}
