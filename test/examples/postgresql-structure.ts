/** Sends one query and gives back its rows. */
export type Query = (sql: string) => Promise<readonly unknown[]>;

/** What a schema of PostgreSQL holds, as lines that do not depend on the order in which things were made. */
export async function postgresqlStructure(query: Query): Promise<readonly string[]> {
  const rows = await query(`
    select format('column %s %s %s not null %s default %s', c.relname, a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)) as line
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and a.attnum > 0 and not a.attisdropped
    union all
    select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid <> 0 and contype <> 'n'
    union all
    select format('index %s', pg_get_indexdef(i.indexrelid))
    from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = 'public'::regnamespace
    union all
    select format('sequence %s of %s', c.relname, d.refobjid::regclass)
    from pg_class c left join pg_depend d on d.objid = c.oid and d.deptype in ('a', 'i')
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
  `);
  return rows.map((row) => lineOf(row)).toSorted();
}

function lineOf(row: unknown): string {
  if (typeof row === 'object' && row !== null && 'line' in row) return String(row.line);
  throw new Error('not a line');
}
