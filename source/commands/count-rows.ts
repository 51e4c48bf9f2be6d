import type {Dialect} from '../dialects/dialect.ts';
import type {Session} from '../runtime/session.ts';
import type {Project} from './project.ts';
import {readDatabase} from './read-database.ts';

/** Counting goes no further: that there are more is told, not how many. */
export const countedUpTo = 100_000;

/**
 * How many rows tables have, by their names as a person writes them; one more than `countedUpTo` stands for more, and
 * `undefined` for a table that is not there. Changes nothing.
 */
export async function countRows(
  project: Pick<Project, 'config' | 'database' | 'dialect'>,
  tables: readonly string[],
): Promise<ReadonlyMap<string, number | undefined>> {
  const dialect = await project.dialect();
  return readDatabase(project, async ({session}) => {
    const counts = new Map<string, number | undefined>();
    for (const table of tables) counts.set(table, await count(session, dialect, table));
    return counts;
  });
}

async function count(
  session: Session,
  {quote}: Dialect,
  table: string,
): Promise<number | undefined> {
  const name = table.split('.').map(quote).join('.');
  try {
    const [row] = await session.query<{n: number | string | bigint}>(
      `select count(*) as n from (select 1 from ${name} limit ${countedUpTo + 1}) as counted`,
    );
    return row === undefined ? undefined : Number(row.n);
  } catch {
    return undefined;
  }
}
