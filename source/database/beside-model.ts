import {besideModel} from '../dialects/sqlite/beside-model.ts';
import type {Session} from '../runtime/session.ts';

/** Something of a database that a schema as data has no place for. */
export interface BesideModel {
  /** Such as `domain` or `virtual table`. */
  readonly kind: string;
  /** Such as `positive`. */
  readonly name: string;
}

/** What of a database introspection leaves out, by kind and name. Changes nothing. */
export async function findBesideModel(
  session: Pick<Session, 'dialect' | 'query'>,
): Promise<readonly BesideModel[]> {
  return session.dialect === 'sqlite'
    ? besideOnSqlite(session)
    : await session.query<Readonly<BesideModel & Record<string, unknown>>>(postgresqlQuery);
}

async function besideOnSqlite({query}: Pick<Session, 'query'>): Promise<readonly BesideModel[]> {
  const rows = await query<{name: string; sql: string}>(
    `select name, sql from sqlite_master where type = 'table' and sql is not null order by rowid`,
  );
  return rows.flatMap(({name, sql}) =>
    /^\s*create\s+virtual\b/i.test(sql)
      ? [{kind: 'virtual table', name}]
      : besideModel(sql).map((clause) => ({kind: clause, name})),
  );
}

/** Neither the server's own nor what an extension brought. */
const owned = (catalogue: string, id: string, namespace: string): string =>
  `${namespace}.nspname <> 'information_schema' and ${namespace}.nspname !~ '^pg_' and not exists (select from pg_catalog.pg_depend e where e.classid = 'pg_catalog.${catalogue}'::regclass and e.objid = ${id} and e.deptype = 'e')`;

const ofRelation = (name: string): string =>
  `case n.nspname when 'public' then '' else n.nspname || '.' end || ${name}`;

const relation = 'pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace';

const postgresqlQuery =
  [
    `select 'constraint that is not validated' as kind, ${ofRelation(`c.relname || '.' || k.conname`)} as name from pg_catalog.pg_constraint k join ${relation} on c.oid = k.conrelid where k.contype in ('c', 'f') and not k.convalidated and ${owned('pg_class', 'c.oid', 'n')}`,
    `select case c.relkind when 'f' then 'foreign table' when 'c' then 'composite type' else 'unlogged table' end, ${ofRelation('c.relname')} from ${relation} where (c.relkind in ('f', 'c') or (c.relkind = 'r' and c.relpersistence = 'u')) and ${owned('pg_class', 'c.oid', 'n')}`,
    `select 'partition in another schema than its table', ${ofRelation('c.relname')} from ${relation} join pg_catalog.pg_inherits i on i.inhrelid = c.oid join pg_catalog.pg_class p on p.oid = i.inhparent and p.relnamespace <> c.relnamespace where c.relispartition and c.relkind in ('r', 'p') and ${owned('pg_class', 'c.oid', 'n')}`,
    `select 'inheritance of', ${ofRelation('c.relname')} from pg_catalog.pg_inherits i join ${relation} on c.oid = i.inhrelid where c.relkind = 'r' and not c.relispartition and ${owned('pg_class', 'c.oid', 'n')}`,
    `select 'rule', ${ofRelation(`c.relname || '.' || r.rulename`)} from pg_catalog.pg_rewrite r join ${relation} on c.oid = r.ev_class where r.rulename <> '_RETURN' and ${owned('pg_class', 'c.oid', 'n')}`,
    `select case t.typtype when 'd' then 'domain' else 'range type' end, ${ofRelation('t.typname')} from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.typtype in ('d', 'r') and ${owned('pg_type', 't.oid', 'n')}`,
    `select case p.prokind when 'a' then 'aggregate' else 'window function' end, ${ofRelation('p.proname')} from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace where p.prokind in ('a', 'w') and ${owned('pg_proc', 'p.oid', 'n')}`,
    `select 'statistics', ${ofRelation('s.stxname')} from pg_catalog.pg_statistic_ext s join pg_catalog.pg_namespace n on n.oid = s.stxnamespace where ${owned('pg_statistic_ext', 's.oid', 'n')}`,
    `select 'collation', ${ofRelation('l.collname')} from pg_catalog.pg_collation l join pg_catalog.pg_namespace n on n.oid = l.collnamespace where ${owned('pg_collation', 'l.oid', 'n')}`,
    `select 'text search configuration', ${ofRelation('g.cfgname')} from pg_catalog.pg_ts_config g join pg_catalog.pg_namespace n on n.oid = g.cfgnamespace where ${owned('pg_ts_config', 'g.oid', 'n')}`,
    `select 'event trigger', evtname from pg_catalog.pg_event_trigger`,
    `select 'index that is not valid', ${ofRelation('x.relname')} from pg_catalog.pg_index i join pg_catalog.pg_class x on x.oid = i.indexrelid join ${relation} on c.oid = i.indrelid where not i.indisvalid and ${owned('pg_class', 'c.oid', 'n')}`,
  ].join('\nunion all ') + '\norder by 1, 2';
