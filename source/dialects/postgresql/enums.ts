import type {
  AddEnumValue,
  CreateEnum,
  CreateSchema,
  DropEnum,
  DropSchema,
  Operation,
} from '../../operations/operation.ts';
import {tokens} from '../../schema/sql-text.ts';
import {statement} from '../facts.ts';
import type {SqlStatement} from '../statement.ts';
import {outside} from './indexes.ts';
import type {Moment} from './moment.ts';
import {literal, qualified, quote} from './quote.ts';

/** A type of its own for the values. */
export function createEnum({enum: type}: CreateEnum): readonly SqlStatement[] {
  return [
    statement(`create type ${qualified(type)} as enum (${type.items.map(literal).join(', ')})`),
  ];
}

/** Drops the type; PostgreSQL refuses while a column has it. */
export function dropEnum(operation: DropEnum): readonly SqlStatement[] {
  return [statement(`drop type ${qualified(operation)}`)];
}

/**
 * Adds a value. A value that was added cannot be used in the same transaction: where the revision goes on to
 * use it, the statement stands outside.
 */
export function addEnumValue(
  operation: AddEnumValue,
  {rest, origins}: Moment,
): readonly SqlStatement[] {
  const {value, before} = operation;
  const place = before === undefined ? '' : ` before ${literal(before)}`;
  const alter = `alter type ${qualified(operation)} add value`;
  const inside = origins.madeEnum(operation) || !rest.some((later) => mayUse(later, value));
  if (inside) {
    return [statement(`${alter} ${literal(value)}${place}`)];
  }
  const sql = `${alter} if not exists ${literal(value)}${place}`;
  return [statement(sql, {transactional: false, hazards: [outside(value)], restart: sql})];
}

/** Whether an operation may need a value that was just added; what user code does is not known. */
function mayUse(operation: Operation, value: string): boolean {
  if (operation.kind === 'run') return true;
  if (operation.kind === 'addEnumValue') return false;
  return values(operation).some((text) => text === value || mentions(text, value));
}

/** Code between dollars may hold anything. */
const mentions = (sql: string, value: string): boolean =>
  sql.includes(value) &&
  (sql.includes('$') || tokens(sql).some(({text}) => text === literal(value)));

/** The values and pieces of SQL in an operation. */
function values(part: unknown, key = ''): readonly string[] {
  if (typeof part === 'string') return telling.has(key) ? [part] : [];
  if (Array.isArray(part)) return part.flatMap((each) => values(each, key));
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => values(inner, name));
}

const telling: ReadonlySet<string> = new Set(['value', 'sql', 'expression', 'where', 'using']);

/** A schema to put tables in. */
export function createSchema({name}: CreateSchema): readonly SqlStatement[] {
  return [statement(`create schema ${quote(name)}`)];
}

/** Drops the schema; PostgreSQL refuses while something is in it. */
export function dropSchema({name}: DropSchema): readonly SqlStatement[] {
  return [statement(`drop schema ${quote(name)}`)];
}
