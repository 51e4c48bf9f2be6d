import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import type {ResolvedConfig} from '../../../source/config/config.ts';
import type {DialectName} from '../../../source/dialects/dialect.ts';
import {versionTables, type VersionTables} from '../../../source/runtime/version-tables.ts';

/** A configuration that leads to the database at this address. */
export function configFor(address: string): ResolvedConfig {
  const urlVariable = `ATHANOR_TEST_${randomUUID().replaceAll('-', '').toUpperCase()}`;
  process.env[urlVariable] = address;
  const directory = import.meta.dirname;
  return {
    file: undefined,
    directory,
    mikroOrm: join(directory, 'mikro-orm.config.ts'),
    revisions: [],
    recursive: false,
    fileTemplate: '{rev}_{slug}',
    slugLength: 40,
    timezone: 'UTC',
    template: undefined,
    postWrite: [],
    dialects: undefined,
    target: {sqlite: '3.35', postgresql: '14'},
    versionTable: 'athanor_version',
    versionSchema: 'public',
    keys: {},
    environments: [],
    databases: ['default'],
    hooks: {},
    transaction: 'revision',
    environment: {
      name: 'default',
      database: 'default',
      isOneOfSeveral: false,
      contextName: undefined,
      urlVariable,
      isAlone: true,
      url: undefined,
      protected: false,
      readOnly: false,
    },
  };
}

/** Athanor's own tables in a database of this dialect. */
export const ownTablesOf = (dialect: DialectName): VersionTables =>
  versionTables({versionTable: 'athanor_version', versionSchema: 'public'}, dialect);
