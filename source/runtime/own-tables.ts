import type {Session} from './session.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** Whether a table is there and can be seen. */
export async function tableExists(
  session: Session,
  schema: string,
  name: string,
): Promise<boolean> {
  const rows = await session.query(
    session.dialect === 'sqlite'
      ? `select 1 from sqlite_master where type = 'table' and name = ${text(name)}`
      : `select 1 from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = ${text(schema)} and c.relname = ${text(name)} and c.relkind in ('r', 'p')`,
  );
  return rows.length > 0;
}
