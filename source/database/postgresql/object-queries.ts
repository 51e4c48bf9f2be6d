/** What belongs to an extension is not the user's. */
const own = (catalogue: string, id: string, schema = 'n.nspname'): string =>
  `${schema} <> 'information_schema' and ${schema} !~ '^pg_' and not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.${catalogue}'::regclass and e.objid = ${id} and e.deptype = 'e')`;

/** In the user's schemas, or in that of temporary things alone. */
const where = (catalogue: string, id: string, isTemporary: boolean): string =>
  isTemporary ? 'n.oid = pg_catalog.pg_my_temp_schema()' : own(catalogue, id);

/** Views and materialized views. */
export const viewsQuery = (isTemporary = false): string => `
select c.oid, pg_catalog.json_build_object('type', case c.relkind when 'v' then 'view' else 'materialized view' end,
  'schema', n.nspname, 'name', c.relname, 'query', pg_catalog.pg_get_viewdef(c.oid), 'options', c.reloptions,
  'comment', pg_catalog.obj_description(c.oid, 'pg_class')) as object
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('v', 'm') and ${where('pg_class', 'c.oid', isTemporary)}`;

/** Functions and procedures. */
export const routinesQuery = (isTemporary = false): string => `
select p.oid, pg_catalog.json_build_object('type', case p.prokind when 'p' then 'procedure' else 'function' end,
  'schema', n.nspname, 'name', p.proname, 'arguments', pg_catalog.pg_get_function_arguments(p.oid),
  'returns', pg_catalog.pg_get_function_result(p.oid), 'language', l.lanname,
  'body', coalesce(pg_catalog.pg_get_function_sqlbody(p.oid), p.prosrc),
  'volatility', case p.provolatile when 'i' then 'immutable' when 's' then 'stable' end, 'strict', p.proisstrict,
  'securityDefiner', p.prosecdef, 'parallel', case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end,
  'settings', p.proconfig, 'comment', pg_catalog.obj_description(p.oid, 'pg_proc')) as object
from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace join pg_catalog.pg_language l on l.oid = p.prolang
where p.prokind in ('f', 'p') and ${where('pg_proc', 'p.oid', isTemporary)}`;

const columnNames = (numbers: string): string =>
  `(select pg_catalog.json_agg(a.attname) from pg_catalog.pg_attribute a where a.attrelid = c.oid and a.attnum = any (${numbers}))`;

/** Triggers that somebody made: not those of foreign keys, nor those that partitions have from their table. */
export const triggersQuery = (isTemporary = false): string => `
select t.oid, pg_catalog.json_build_object('type', 'trigger', 'schema', n.nspname, 'name', t.tgname, 'table', c.relname,
  'bits', t.tgtype, 'columns', ${columnNames('t.tgattr')}, 'definition', pg_catalog.pg_get_triggerdef(t.oid)) as object
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0 and ${where('pg_class', 'c.oid', isTemporary)}`;

/** Row-level security policies. */
export const policiesQuery = (isTemporary = false): string => `
select p.oid, pg_catalog.json_build_object('type', 'policy', 'schema', n.nspname, 'name', p.polname, 'table', c.relname,
  'restrictive', not p.polpermissive, 'for', case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' end,
  'to', (select pg_catalog.json_agg(r.rolname) from pg_catalog.pg_roles r where r.oid = any (p.polroles)),
  'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)) as object
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where ${where('pg_class', 'c.oid', isTemporary)}`;

/** Sequences that belong to no column. */
const sequencesQuery = `
select c.oid, pg_catalog.json_build_object('type', 'sequence', 'schema', n.nspname, 'name', c.relname,
  'as', pg_catalog.format_type(s.seqtypid, null), 'start', s.seqstart::text, 'increment', s.seqincrement::text, 'min', s.seqmin::text,
  'max', s.seqmax::text, 'cache', s.seqcache::text, 'cycle', s.seqcycle) as object
from pg_catalog.pg_sequence s join pg_catalog.pg_class c on c.oid = s.seqrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where ${own('pg_class', 'c.oid')} and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass
  and d.objid = c.oid and d.refclassid = 'pg_catalog.pg_class'::regclass and d.deptype in ('a', 'i'))`;

const extensionsQuery = `
select x.oid, pg_catalog.json_build_object('type', 'extension', 'schema', n.nspname, 'name', x.extname) as object
from pg_catalog.pg_extension x join pg_catalog.pg_namespace n on n.oid = x.extnamespace where x.extname <> 'plpgsql'`;

/** Exclusion constraints, without the word itself. */
export const exclusionsQuery = (isTemporary = false): string => `
select k.oid, pg_catalog.json_build_object('type', 'exclusion', 'schema', n.nspname, 'name', k.conname, 'table', c.relname,
  'definition', pg_catalog.substr(pg_catalog.pg_get_constraintdef(k.oid), 9)) as object
from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where k.contype = 'x' and k.conparentid = 0 and ${where('pg_class', 'c.oid', isTemporary)}`;

const rowSecurityQuery = `
select c.oid, pg_catalog.json_build_object('type', 'row security', 'schema', n.nspname, 'name', c.relname, 'table', c.relname, 'forced', c.relforcerowsecurity) as object
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and ${own('pg_class', 'c.oid')}`;

/** Partitions; one that is in another schema than its table is left out. */
export const partitionsQuery = (isTemporary = false): string => `
select c.oid, pg_catalog.json_build_object('type', 'partition', 'schema', n.nspname, 'name', c.relname, 'table', p.relname,
  'bounds', pg_catalog.pg_get_expr(c.relpartbound, c.oid)) as object
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_inherits i on i.inhrelid = c.oid join pg_catalog.pg_class p on p.oid = i.inhparent and p.relnamespace = c.relnamespace
where c.relispartition and c.relkind in ('r', 'p') and ${where('pg_class', 'c.oid', isTemporary)}`;

/** All objects of the database that are no tables and no enums, in the order in which they were made. */
export const objectsQuery = `select pg_catalog.json_strip_nulls(object)::text as object from (${[
  viewsQuery(),
  routinesQuery(),
  triggersQuery(),
  policiesQuery(),
  sequencesQuery,
  extensionsQuery,
  exclusionsQuery(),
  rowSecurityQuery,
  partitionsQuery(),
].join('\nunion all')}) every order by oid`;
