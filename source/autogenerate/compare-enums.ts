import type {Operation} from '../operations/operation.ts';
import type {Column, DefaultValue} from '../schema/column.ts';
import type {EnumType, Schema} from '../schema/schema.ts';
import type {Table} from '../schema/table.ts';
import {nameOf, nameText, sameName} from '../schema/tables.ts';
import type {Side} from './table-pair.ts';

/** What happens to native enum types: before all tables, in their midst, and after them. */
export interface EnumChanges {
  readonly created: readonly Operation[];
  readonly remade: readonly Operation[];
  readonly dropped: readonly Operation[];
}

/** Compares native enum types by name. */
export function compareEnums(from: Side, to: Side): EnumChanges {
  const [olds, news] = [byName(from.stored), byName(to.stored)];
  const both = [...news].flatMap(([name, now]) => {
    const old = olds.get(name);
    return old ? [{old, now}] : [];
  });
  const grown = both.map(({old, now}) => ({old, now, values: addedValues(old, now)}));
  return {
    created: [
      ...[...news.values()]
        .filter((type) => !olds.has(nameText(type)))
        .map((type): Operation => ({kind: 'createEnum', enum: type})),
      ...grown.flatMap(({values}) => values ?? []),
    ],
    remade: grown
      .filter(({values}) => values === undefined)
      .flatMap(({now}) => remake(now, from.written, to.written)),
    dropped: [...olds.values()].filter((type) => !news.has(nameText(type))).map(dropEnum),
  };
}

const dropEnum = (type: EnumType): Operation => ({kind: 'dropEnum', ...nameOf(type)});

const byName = ({enums}: Schema): ReadonlyMap<string, EnumType> =>
  new Map(enums.map((type) => [nameText(type), type]));

/** The values that come, each at its place; `undefined` when values went or changed places. */
function addedValues(old: EnumType, now: EnumType): readonly Operation[] | undefined {
  const stay = now.items.filter((item) => old.items.includes(item));
  if (stay.join('\0') !== old.items.join('\0')) return undefined;
  return now.items.flatMap((value, at): readonly Operation[] => {
    if (old.items.includes(value)) return [];
    const before = now.items.slice(at + 1).find((item) => old.items.includes(item));
    return [{kind: 'addEnumValue', ...nameOf(now), value, ...(before !== undefined && {before})}];
  });
}

/** PostgreSQL cannot take a value out: the columns become text, the type is made anew, and back. */
function remake(type: EnumType, from: Schema, to: Schema): readonly Operation[] {
  const users = usersOf(type, from, to);
  return [
    ...users.flatMap(toText),
    dropEnum(type),
    {kind: 'createEnum', enum: type},
    ...users.flatMap((user) => afterwards(user, type)),
  ];
}

interface User {
  readonly table: Table;
  readonly old: Column;
  /** Absent for a column that goes. */
  readonly now: Column | undefined;
}

const usersOf = (type: EnumType, from: Schema, to: Schema): readonly User[] =>
  from.tables.flatMap((table) => {
    const target = to.tables.find((each) => sameName(each, table));
    return table.columns
      .filter((column) => isOf(column, type))
      .map((old) => ({table, old, now: target?.columns.find(({name}) => name === old.name)}));
  });

const isOf = ({type}: Column, of: EnumType): boolean =>
  type.kind === 'enum' && type.native !== undefined && sameName(type.native, of);

const isList = ({type}: Column): boolean => type.kind === 'enum' && type.array === true;

function toText({table, old}: User): readonly Operation[] {
  const alter = {kind: 'alterColumn', table: nameOf(table), column: old.name} as const;
  return [
    ...(old.default ? [{...alter, change: {default: null}}] : []),
    {...alter, change: {type: {kind: isList(old) ? 'array' : 'text'}}},
  ];
}

/** A column that stays gets its type back, and its default unless the very value went. */
function afterwards({table, old, now}: User, type: EnumType): readonly Operation[] {
  if (now === undefined) return [];
  const alter = {kind: 'alterColumn', table: nameOf(table), column: old.name} as const;
  const keeps = old.default && !(isOf(now, type) && isGone(old.default, type));
  return [
    ...(isOf(now, type) ? [{...alter, change: {type: now.type}}] : []),
    ...(keeps ? [{...alter, change: {default: old.default}}] : []),
  ];
}

const isGone = (value: DefaultValue, {items}: EnumType): boolean =>
  value.kind === 'value' &&
  !items.includes(String(value.value)) &&
  !/^\{.*\}$/.test(String(value.value));
