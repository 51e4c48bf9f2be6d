import type {Column} from '../schema/column.ts';
import {didYouMean} from '../schema/nearest.ts';
import type {EnumType, Schema} from '../schema/schema.ts';
import {findEnum, nameText, sameName, unknownsHint} from '../schema/tables.ts';
import type {TableName} from '../schema/table.ts';
import type {Appliers} from './apply.ts';
import {refusal} from './arguments.ts';

/** How operations on native enums change a schema. */
export const applyEnums: Pick<Appliers, 'createEnum' | 'dropEnum' | 'addEnumValue'> = {
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
};

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
function withItems(schema: Schema, type: EnumType, items: readonly string[]): Schema {
  const withNew = (column: Column): Column =>
    column.type.kind === 'enum' && isOf(column, type)
      ? {...column, type: {...column.type, items}}
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

const isOf = ({type}: Column, name: TableName): boolean =>
  type.kind === 'enum' && type.native !== undefined && sameName(type.native, name);
