import type {Column} from '../schema/column.ts';
import {didYouMean} from '../schema/nearest.ts';
import type {EnumType, Schema} from '../schema/schema.ts';
import {findEnum, nameText, sameName, unknownsHint} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import type {Appliers} from './apply.ts';
import {refusal, repeated} from './arguments.ts';
import type {AlterEnum} from './operation.ts';

/** How operations on native enums change a schema. */
export const applyEnums: Pick<Appliers, 'createEnum' | 'dropEnum' | 'addEnumValue' | 'alterEnum'> =
  {
    createEnum: ({enum: added}, schema) => {
      if (findEnum(schema, added) !== undefined) {
        throw refusal(`enum ${nameText(added)} is there already`);
      }
      return {...schema, enums: [...schema.enums, added]};
    },

    dropEnum: (name, schema, dialect) => {
      const dropped = enumNamed(schema, name);
      const [user] = dialect === 'sqlite' ? [] : enumColumns(schema, dropped);
      if (user !== undefined) {
        const column = `${nameText(user.table)}.${user.column.name}`;
        throw refusal(
          `enum ${nameText(dropped)} is the type of ${column}`,
          `alter or drop ${column} first`,
        );
      }
      return {...schema, enums: schema.enums.filter((each) => each !== dropped)};
    },

    addEnumValue: (operation, schema) => {
      const {value, before} = operation;
      const type = enumNamed(schema, operation);
      if (type.items.includes(value)) {
        throw refusal(`enum ${nameText(type)} has the value '${value}' already`);
      }
      if (before !== undefined && !type.items.includes(before)) {
        throw refusal(
          `enum ${nameText(type)} has no value '${before}'`,
          didYouMean(before, type.items),
        );
      }
      const place = before === undefined ? type.items.length : type.items.indexOf(before);
      return withItems(schema, type, type.items.toSpliced(place, 0, value));
    },

    alterEnum: (operation, schema) => {
      const type = enumNamed(schema, operation);
      const {map = {}} = operation;
      const items = itemsAfter(type, operation);
      for (const [from, to] of Object.entries(map)) checkMapped(type, items, {from, to});
      for (const {table, column} of enumColumns(schema, type)) {
        const value = column.default?.kind === 'value' ? column.default.value : undefined;
        if (typeof value !== 'string' || !type.items.includes(value)) continue;
        if (items.includes(value) || Object.hasOwn(map, value)) continue;
        throw refusal(
          `the default of ${nameText(table)}.${column.name} is '${value}', which enum ${nameText(type)} has no more`,
          `say what becomes of it: {map: {${value}: …}}, or alter the default first`,
        );
      }
      return withItems(schema, type, items, map);
    },
  };

/** All values of an enum after it is altered. */
function itemsAfter(type: EnumType, {items, map = {}}: AlterEnum): readonly string[] {
  const after = items ?? type.items.map((item) => mapped(map, item));
  const twice = repeated(after);
  if (twice === undefined) return after;
  throw refusal(
    `enum ${nameText(type)} would have the value '${twice}' twice`,
    'say which values are left: {items: […], map: …}',
  );
}

function checkMapped(
  type: EnumType,
  items: readonly string[],
  {from, to}: {readonly from: string; readonly to: string},
): void {
  const name = nameText(type);
  if (!type.items.includes(from))
    throw refusal(`enum ${name} has no value '${from}'`, didYouMean(from, type.items));
  if (!items.includes(to))
    throw refusal(`enum ${name} would have no value '${to}'`, didYouMean(to, items));
  if (items.includes(from))
    throw refusal(
      `the value '${from}' of enum ${name} is mapped, and is there afterwards as well`,
      'take it out of the map or of the items; to exchange values, go by a third in two operations',
    );
}

const mapped = (map: Readonly<Record<string, string>>, value: string): string =>
  Object.hasOwn(map, value) ? (map[value] ?? value) : value;

/** The columns whose type a native enum is. */
export function enumColumns(
  {tables}: Schema,
  type: TableName,
): readonly {readonly table: TableName; readonly column: Column}[] {
  return tables.flatMap((table) =>
    table.columns.filter((column) => isOf(column, type)).map((column) => ({table, column})),
  );
}

/** The enum of this name. Throws `bad_operation` with the nearest name when there is none. */
export function enumNamed(schema: Schema, name: TableName): EnumType {
  const found = findEnum(schema, name);
  if (found !== undefined) return found;
  throw refusal(
    `there is no enum ${nameText(name)}`,
    didYouMean(nameText(name), schema.enums.map(nameText)) ?? unknownsHint(schema, 'made it'),
  );
}

/** The items are on each column as well, where the comparison with entities reads them. */
function withItems(
  schema: Schema,
  type: EnumType,
  items: readonly string[],
  map: Readonly<Record<string, string>> = {},
): Schema {
  const withNew = (column: Column): Column =>
    column.type.kind === 'enum' && isOf(column, type)
      ? {...column, type: {...column.type, items}, ...defaultAfter(column, map)}
      : column;
  return {
    ...schema,
    enums: schema.enums.map((each) => (each === type ? {...each, items} : each)),
    tables: schema.tables.map((table) =>
      table.columns.some((column) => isOf(column, type))
        ? {...table, columns: table.columns.map(withNew)}
        : table,
    ),
  };
}

function defaultAfter(
  {default: value}: Column,
  map: Readonly<Record<string, string>>,
): Pick<Column, 'default'> {
  if (value?.kind !== 'value' || typeof value.value !== 'string') return {};
  return {default: {kind: 'value', value: mapped(map, value.value)}};
}

const isOf = ({type}: Column, name: TableName): boolean =>
  type.kind === 'enum' && type.native !== undefined && sameName(type.native, name);
