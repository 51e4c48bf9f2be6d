/** Queries on the catalogue. Each takes a condition on `pg_class c` and `pg_namespace n`; lists come as JSON text. */

const table = `pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace`;

/** Tables, partitioned ones too, but not the partitions themselves. */
export const tablesQuery = (condition: string): string => `
select c.oid::text as id, n.nspname as schema, c.relname as name, pg_catalog.obj_description(c.oid, 'pg_class') as comment,
  pg_catalog.pg_get_partkeydef(c.oid) as parted, pg_catalog.array_to_json(c.reloptions)::text as options
from ${table} where c.relkind in ('r', 'p') and not c.relispartition and ${condition} order by c.oid`;

/** Columns in their order. `numbered`: by a sequence that belongs to the column. */
export const columnsQuery = (condition: string): string => `
select a.attrelid::text as id, a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
  not a.attnotnull as nullable, a.attidentity::text as identity, a.attgenerated::text as generated,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) as expression,
  case when a.attcollation <> y.typcollation then o.collname end as collation,
  pg_catalog.col_description(a.attrelid, a.attnum) as comment,
  exists (select from pg_catalog.pg_depend w join pg_catalog.pg_class s on s.oid = w.objid and s.relkind = 'S'
    where w.classid = 'pg_catalog.pg_class'::regclass and w.refclassid = 'pg_catalog.pg_class'::regclass
    and w.refobjid = a.attrelid and w.refobjsubid = a.attnum and w.deptype = 'a') as numbered
from ${table}
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_catalog.pg_type y on y.oid = a.atttypid
left join pg_catalog.pg_collation o on o.oid = a.attcollation
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
where c.relkind in ('r', 'p') and not c.relispartition and ${condition} order by a.attrelid, a.attnum`;

/** PostgreSQL 14 has no such column. */
const nullsAlike = `coalesce((pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct')::boolean, false)`;

const columnNames = (relation: string, numbers: string): string => `
  (select coalesce(pg_catalog.json_agg(a.attname order by u.place), '[]')::text from pg_catalog.unnest(${numbers}) with ordinality u(number, place)
    join pg_catalog.pg_attribute a on a.attrelid = ${relation} and a.attnum = u.number)`;

/** Primary keys, unique, foreign key and check constraints. */
export const constraintsQuery = (condition: string): string => `
select c.oid::text as id, k.conname as name, k.contype::text as type, ${columnNames('k.conrelid', 'k.conkey')} as columns,
  fn.nspname as "refersSchema", fc.relname as "refersTable", ${columnNames('k.confrelid', 'k.confkey')} as "refersColumns",
  k.confupdtype::text as "onUpdate", k.confdeltype::text as "onDelete", k.condeferrable as deferrable, k.condeferred as deferred,
  pg_catalog.pg_get_expr(k.conbin, k.conrelid) as expression,
  (select ${nullsAlike} from pg_catalog.pg_index i where i.indexrelid = k.conindid) as "nullsAlike"
from ${table} join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c')
left join pg_catalog.pg_class fc on fc.oid = k.confrelid left join pg_catalog.pg_namespace fn on fn.oid = fc.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and k.conparentid = 0 and ${condition} order by k.conname`;

/** Indexes that belong to no constraint. */
export const indexesQuery = (condition: string): string => `
select c.oid::text as id, x.relname as name, i.indisunique as "unique", i.indisvalid as valid, ${nullsAlike} as "nullsAlike", m.amname as method,
  pg_catalog.array_to_json(x.reloptions)::text as options, pg_catalog.pg_get_expr(i.indpred, i.indrelid) as condition,
  (select pg_catalog.json_agg(pg_catalog.json_build_object(
      'column', a.attname, 'expression', case when a.attname is null then pg_catalog.pg_get_indexdef(i.indexrelid, p, false) end,
      'descending', i.indoption[p - 1] & 1 = 1, 'nullsFirst', i.indoption[p - 1] & 2 = 2,
      'collation', case when i.indcollation[p - 1] not in (0, coalesce(a.attcollation, 100)) then o.collname end,
      'operatorClass', case when not l.opcdefault then l.opcname end) order by p)::text
    from pg_catalog.generate_series(1, i.indnkeyatts) p
    left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[p - 1] and i.indkey[p - 1] <> 0
    left join pg_catalog.pg_collation o on o.oid = i.indcollation[p - 1]
    left join pg_catalog.pg_opclass l on l.oid = i.indclass[p - 1]) as parts,
  (select coalesce(pg_catalog.json_agg(a.attname order by p), '[]')::text
    from pg_catalog.generate_series(i.indnkeyatts + 1, i.indnatts) p
    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[p - 1]) as included
from ${table} join pg_catalog.pg_index i on i.indrelid = c.oid join pg_catalog.pg_class x on x.oid = i.indexrelid
join pg_catalog.pg_am m on m.oid = x.relam
where c.relkind in ('r', 'p') and not c.relispartition and ${condition}
  and not exists (select from pg_catalog.pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
order by x.relname`;

/** Native enum types, but for those of extensions. */
export const enumsQuery = `
select n.nspname as schema, t.typname as name, (select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder)::text from pg_catalog.pg_enum e where e.enumtypid = t.oid) as items
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace
where t.typtype = 'e' and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_type'::regclass and d.objid = t.oid and d.deptype = 'e') order by t.oid`;
