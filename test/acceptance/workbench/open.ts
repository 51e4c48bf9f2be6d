import {fileURLToPath} from 'node:url';
import Database from 'better-sqlite3';
import {Session, type SessionOptions} from '../../support/terminal.ts';

const command = fileURLToPath(new URL('../../../bin/athanor.js', import.meta.url));

/** The workbench on a project, in a pseudo-terminal of the size of the pictures. */
export function openWorkbench(directory: string, options: SessionOptions = {}): Session {
  return new Session(process.execPath, [command], {
    columns: 120,
    rows: 35,
    directory,
    ...options,
    environment: {
      ATHANOR_DATABASE_URL: undefined,
      ATHANOR_ENVIRONMENT: undefined,
      ...options.environment,
    },
  });
}

/** What the project's database answers. */
export function ask(directory: string, sql: string): readonly unknown[] {
  const database = new Database(`${directory}/test.db`);
  try {
    return database.prepare(sql).pluck().all();
  } finally {
    database.close();
  }
}

/** Changes the project's database behind Athanor's back. */
export function change(directory: string, sql: string): void {
  const database = new Database(`${directory}/test.db`);
  try {
    database.exec(sql);
  } finally {
    database.close();
  }
}
