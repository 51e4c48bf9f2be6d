import {autogenerate, type Generated} from '../../../source/commands/autogenerate.ts';
import type {Answers} from '../../../source/autogenerate/questions.ts';
import {dialectNamed} from '../../../source/dialects/find.ts';
import {RevisionGraph} from '../../../source/graph/revision-graph.ts';
import type {Column} from '../../../source/schema/column.ts';
import {emptySchema, type Schema} from '../../../source/schema/schema.ts';
import type {Table} from '../../../source/schema/table.ts';

/** What leads from tables to others, each written as `account: id note`: every column holds text, and `!note` always. */
export function generatedFrom(
  before: readonly string[],
  after: readonly string[],
  answers: Answers = {},
): Promise<Generated> {
  const project: Parameters<typeof autogenerate>[0] = {
    config: {
      file: undefined,
      directory: '/shop',
      mikroOrm: undefined,
      revisions: ['/shop/revisions'],
      recursive: false,
      fileTemplate: '{rev}_{slug}',
      slugLength: 40,
      timezone: 'UTC',
      template: undefined,
      postWrite: [],
      dialects: ['sqlite'],
      target: {sqlite: '3.35', postgresql: '14'},
      versionTable: 'athanor_version',
      versionSchema: 'public',
      keys: {},
      environments: [],
      databases: ['default'],
      hooks: {},
      transaction: 'revision',
      environment: {
        name: 'dev',
        database: 'dev',
        isOneOfSeveral: false,
        contextName: undefined,
        urlVariable: undefined,
        isAlone: true,
        url: undefined,
        protected: false,
        readOnly: false,
      },
    },
    graph: new RevisionGraph([]),
    dialect: async () => dialectNamed('sqlite'),
    model: async () => ({...schemaOf(after), leftOut: []}),
    schemaAt: async () => schemaOf(before),
  };
  return autogenerate(project, {answers});
}

function schemaOf(tables: readonly string[]): Schema {
  return {...emptySchema, tables: tables.map(readTable)};
}

function readTable(line: string): Table {
  const [name = '', columns = ''] = line.split(':');
  return {
    name,
    columns: columns.split(' ').filter(Boolean).map(readColumn),
    uniques: [],
    foreignKeys: [],
    checks: [],
    indexes: [],
  };
}

function readColumn(name: string): Column {
  const isFilled = name.startsWith('!');
  return {name: isFilled ? name.slice(1) : name, type: {kind: 'text'}, nullable: !isFilled};
}
