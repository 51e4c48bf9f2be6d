import * as fc from 'fast-check';
import type {Operation} from '../../source/operations/operation.ts';
import type {Column, ColumnType} from '../../source/schema/column.ts';
import type {ForeignKey, IndexPart, Table, TableName} from '../../source/schema/table.ts';

// Operations on nothing in particular, whose names and texts are short, long and strange: what the
// layout of source code has to deal with.

const letters = fc.stringMatching(/^[a-z]([a-z_]{0,30}[a-z])?$/);
const characters = Array.from('aB9 _$\\{}-é漢\t`"\'');
const strange = fc
  .string({minLength: 1, maxLength: 25, unit: fc.constantFrom(...characters)})
  // Keys that are whole numbers come first in any object, whatever the order of the columns was.
  .filter((text) => text.trim() !== '' && !/^\d+$/.test(text));
const name = fc.oneof({weight: 4, arbitrary: letters}, strange);
const sql = fc.oneof(
  name,
  fc.array(letters, {minLength: 1, maxLength: 12}).map((words) => words.join(' ')),
  fc.array(name, {minLength: 2, maxLength: 3}).map((words) => words.join('\n')),
);
const names = fc.uniqueArray(name, {minLength: 1, maxLength: 5});
const tableName = fc.oneof(
  {weight: 4, arbitrary: fc.record({name})},
  fc.record({schema: letters, name}),
);
const size = fc.integer({min: 1, max: 5000});

const type: fc.Arbitrary<ColumnType> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('integer', 'text', 'json', 'uuid', 'boolean', 'blob', 'array'),
  }),
  fc.record({kind: fc.constantFrom('string', 'datetime'), length: size}, {requiredKeys: ['kind']}),
  fc.record({kind: fc.constant('decimal'), precision: fc.constant(20), scale: fc.nat(20)}),
  fc.record({kind: fc.constant('raw'), sql}),
  fc.record(
    {
      kind: fc.constant('enum'),
      items: fc.uniqueArray(name, {minLength: 1, maxLength: 8}),
      native: fc.record({schema: letters, name: letters}, {requiredKeys: ['name']}),
      array: fc.constant(true),
    },
    {requiredKeys: ['kind', 'items']},
  ),
);

const column: fc.Arbitrary<Column> = fc.record(
  {
    name,
    type,
    nullable: fc.boolean(),
    default: sql.map((text) => ({kind: 'sql' as const, sql: text})),
    collation: letters,
    comment: sql,
  },
  {requiredKeys: ['name', 'type', 'nullable']},
);

const references = fc.record({table: tableName, columns: fc.tuple(name)});

const foreignKey: fc.Arbitrary<ForeignKey> = fc.record(
  {
    name,
    columns: fc.tuple(name),
    references,
    onDelete: fc.constantFrom('cascade', 'set null'),
    deferrable: fc.constant('deferred'),
  },
  {requiredKeys: ['name', 'columns', 'references']},
);

const table: fc.Arbitrary<Table> = fc
  .record({
    name: tableName,
    columns: fc.uniqueArray(column, {minLength: 1, maxLength: 5, selector: (each) => each.name}),
    texts: fc.array(sql, {maxLength: 3}),
    target: references,
    comment: fc.option(sql, {nil: undefined}),
  })
  .map(tableOf);

interface Words {
  readonly name: TableName;
  readonly columns: readonly Column[];
  readonly texts: readonly string[];
  readonly target: ForeignKey['references'];
  readonly comment: string | undefined;
}

function tableOf({name: itsName, columns, texts, target, comment}: Words): Table {
  const first = columns.slice(0, 1).map((each) => each.name);
  const other = {...target.table, name: `${target.table.name} else`};
  return {
    ...itsName,
    columns,
    uniques: texts.map((_, at) => ({name: `unique ${at}`, columns: first})),
    foreignKeys: texts.map((_, at) => ({
      name: `some_foreign_key_${at}`,
      columns: first,
      references: {table: other, columns: target.columns},
    })),
    checks: texts.map((expression, at) => ({name: `c${'h'.repeat(at * 2)}`, expression})),
    indexes: [],
    ...(comment === undefined ? {} : {comment}),
  };
}

const part: fc.Arbitrary<IndexPart> = fc.oneof(
  fc.record(
    {column: name, order: fc.constantFrom('asc', 'desc'), nulls: fc.constantFrom('first', 'last')},
    {requiredKeys: ['column']},
  ),
  fc.record({expression: sql, collation: letters}, {requiredKeys: ['expression']}),
);

const index = fc.record(
  {
    name,
    parts: fc.array(part, {minLength: 1, maxLength: 4}),
    unique: fc.constant(true),
    where: sql,
    include: names,
    with: fc.record({fillfactor: size}),
  },
  {requiredKeys: ['name', 'parts']},
);

const kind = <Kind extends Operation['kind']>(word: Kind): fc.Arbitrary<Kind> => fc.constant(word);

const simple: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({kind: kind('createTable'), table}),
  fc.record({kind: kind('createTable'), table}),
  fc.record({kind: kind('dropTable'), table: tableName}),
  fc.record({kind: kind('addColumn'), table: tableName, column}),
  fc.record({
    kind: kind('alterColumn'),
    table: tableName,
    column: name,
    change: fc.oneof(
      fc.record({type, nullable: fc.boolean(), comment: sql}, {requiredKeys: ['type']}),
      fc.record({default: fc.constant(null)}),
    ),
  }),
  fc.record({kind: kind('createForeignKey'), table: tableName, foreignKey}),
  fc.record({
    kind: kind('createCheck'),
    table: tableName,
    check: fc.record({name, expression: sql}),
  }),
  fc.record({kind: kind('createIndex'), table: tableName, index}),
  fc.record({kind: kind('setTableComment'), table: tableName, comment: sql}),
  fc.record({
    kind: kind('createEnum'),
    enum: fc.record({name, items: names}),
  }),
);

/** An operation of any words. */
export const arbitraryWords: fc.Arbitrary<Operation> = fc.oneof(
  {weight: 6, arbitrary: simple},
  fc.record({
    kind: kind('only'),
    dialect: fc.constantFrom('sqlite', 'postgresql'),
    operations: fc.array(simple, {minLength: 1, maxLength: 3}),
  }),
);
