import {onTestFinished} from 'vitest';
import {openProject} from '../../source/commands/open-project.ts';
import type {Project} from '../../source/commands/project.ts';
import type {DialectName} from '../../source/dialects/dialect.ts';
import type {Session} from '../../source/runtime/session.ts';
import {freshDatabase, type TestDatabase} from './databases.ts';
import {ProjectDirectory, revisionText, type RevisionText} from './project-directory.ts';

/** A project over a database of its own, both gone when the test is. */
export interface ProjectOn {
  readonly path: string;
  readonly project: Project;
  readonly database: TestDatabase;
  /** Asks the database beside the project. */
  readonly ask: Session['query'];
}

/** Opens these revisions, or a directory of revision files, over a fresh database. */
export async function projectOn(
  dialect: DialectName,
  revisions: Readonly<Record<string, RevisionText>> | string,
): Promise<ProjectOn> {
  const database = await freshDatabase(dialect);
  const directory = new ProjectDirectory(
    filesFor(database.address, dialect, revisions),
  ).withMikroOrm();
  onTestFinished(() => directory[Symbol.dispose]());
  const project = await openProject({directory: directory.path});
  onTestFinished(() => project[Symbol.asyncDispose]());
  return {
    path: directory.path,
    project,
    database,
    ask: async (sql) => {
      await using session = await database.database.open('write');
      return await session.query(sql);
    },
  };
}

function filesFor(
  address: string,
  dialect: DialectName,
  revisions: Readonly<Record<string, RevisionText>> | string,
): Record<string, string> {
  const where =
    dialect === 'sqlite'
      ? `dbName: ${JSON.stringify(address.replace('sqlite:', ''))}`
      : `clientUrl: ${JSON.stringify(address)}`;
  const configuration = typeof revisions === 'string' ? {revisions} : {};
  const written = typeof revisions === 'string' ? [] : Object.entries(revisions);
  return {
    'package.json': '{"type": "module"}',
    'athanor.config.ts': `export default ${JSON.stringify(configuration)};\n`,
    'mikro-orm.config.ts': `import {defineConfig} from '@mikro-orm/${dialect}';\nexport default defineConfig({${where}, entities: []});\n`,
    ...Object.fromEntries(
      written.map(([id, revision]) => [`revisions/${id}_x.ts`, revisionText(id, revision)]),
    ),
  };
}
