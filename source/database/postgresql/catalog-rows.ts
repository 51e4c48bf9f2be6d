import {byName} from '../../dialects/order.ts';
import {implicitPrimaryKeyName} from '../../schema/default-names.ts';
import type {Row} from '../../runtime/session.ts';
import type {Column, DefaultValue} from '../../schema/column.ts';
import type {
  Check,
  ForeignKey,
  Index,
  IndexPart,
  ReferentialAction,
  Table,
  Unique,
} from '../../schema/table.ts';
import {withoutParentheses} from './parentheses.ts';

/** A value that the query gives as text. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A value that the query gives as a boolean. */
export const flag = (value: unknown): boolean => value === true;

/** Its members, but for those that are `undefined`. */
type Present<Value> = {[Key in keyof Value]?: Exclude<Value[Key], undefined>};

/** Without the members that are `undefined`. */
export function present<Value extends object>(value: Value): Present<Value>;
export function present(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}

const given = (value: unknown): string | undefined => text(value) || undefined;

/** A column from its row. */
export function columnOf(row: Row): Column {
  const expression = given(row['expression']);
  const generated = text(row['generated']);
  const autoincrement = flag(row['numbered']) && expression?.startsWith('nextval(') === true;
  const isDefault = generated === '' && !autoincrement && expression !== undefined;
  return {
    name: text(row['name']),
    type: {kind: 'raw', sql: text(row['type'])},
    nullable: flag(row['nullable']),
    ...present({
      default: isDefault ? ({kind: 'sql', sql: expression} satisfies DefaultValue) : undefined,
      autoincrement: autoincrement ? true : undefined,
      identity: identities[text(row['identity'])],
      generated:
        generated === ''
          ? undefined
          : {expression: withoutParentheses(expression ?? ''), stored: generated === 's'},
      collation: given(row['collation']),
      comment: given(row['comment']),
    }),
  };
}

const identities: Readonly<Record<string, 'always' | 'by default'>> = {
  a: 'always',
  d: 'by default',
};

const actions: Readonly<Record<string, ReferentialAction>> = {
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** The constraints of a table from their rows. */
export function constraintsOf(
  rows: readonly Row[],
  table: string,
): Pick<Table, 'primaryKey' | 'uniques' | 'foreignKeys' | 'checks'> {
  const of = (type: string): readonly Row[] => rows.filter((row) => row['type'] === type);
  const [primary] = of('p');
  const name = text(primary?.['name']);
  const columns = primary === undefined ? [] : names(primary['columns']);
  return {
    ...present({
      primaryKey:
        primary === undefined
          ? undefined
          : name === implicitPrimaryKeyName(table)
            ? {columns}
            : {name, columns},
    }),
    uniques: byName(of('u').map(uniqueOf)),
    foreignKeys: byName(of('f').map(foreignKeyOf)),
    checks: byName(of('c').map(checkOf)),
  };
}

const deferral = (row: Row): {deferrable?: 'immediate' | 'deferred'} =>
  flag(row['deferrable']) ? {deferrable: flag(row['deferred']) ? 'deferred' : 'immediate'} : {};

const uniqueOf = (row: Row): Unique => ({
  name: text(row['name']),
  columns: names(row['columns']),
  ...deferral(row),
  ...(flag(row['nullsAlike']) && {nullsNotDistinct: true}),
});

const foreignKeyOf = (row: Row): ForeignKey => ({
  name: text(row['name']),
  columns: names(row['columns']),
  references: {
    table: {
      ...present({
        schema: row['refersSchema'] === 'public' ? undefined : given(row['refersSchema']),
      }),
      name: text(row['refersTable']),
    },
    columns: names(row['refersColumns']),
  },
  ...present({onDelete: actions[text(row['onDelete'])], onUpdate: actions[text(row['onUpdate'])]}),
  ...deferral(row),
});

const checkOf = (row: Row): Check => ({
  name: text(row['name']),
  expression: withoutParentheses(text(row['expression'])),
});

/** As the query puts a part of an index together. */
interface PartRow {
  readonly column: string | null;
  readonly expression: string | null;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
  readonly collation: string | null;
  readonly operatorClass: string | null;
}

/** An index from its row. */
export function indexOf(row: Row): Index {
  const parts: readonly PartRow[] = JSON.parse(text(row['parts']));
  const include = names(row['included']);
  const method = text(row['method']);
  return {
    name: text(row['name']),
    parts: parts.map(partOf),
    ...present({
      unique: flag(row['unique']) ? true : undefined,
      nullsNotDistinct: flag(row['nullsAlike']) ? true : undefined,
      where: given(row['condition']) && withoutParentheses(text(row['condition'])),
      using: method === 'btree' ? undefined : method,
      include: include.length > 0 ? include : undefined,
      with: parameters(text(row['options'])),
    }),
  };
}

function partOf({
  column,
  expression,
  descending,
  nullsFirst,
  collation,
  operatorClass,
}: PartRow): IndexPart {
  return present({
    column: column ?? undefined,
    expression: expression === null ? undefined : withoutParentheses(expression),
    order: descending ? 'desc' : undefined,
    nulls: nullsFirst === descending ? undefined : nullsFirst ? 'first' : 'last',
    collation: collation ?? undefined,
    operatorClass: operatorClass ?? undefined,
  } as const);
}

/** Storage parameters from the list in which the catalogue has them. */
export function parameters(options: string): Readonly<Record<string, string | number>> | undefined {
  if (options === '') return undefined;
  const settings: readonly string[] = JSON.parse(options);
  return Object.fromEntries(
    settings.map((setting) => {
      const at = setting.indexOf('=');
      const value = setting.slice(at + 1);
      return [setting.slice(0, at), /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
    }),
  );
}

const names = (value: unknown): readonly string[] => JSON.parse(text(value) || '[]');
