import type {Column, ColumnType} from '../schema/column.ts';
import type {NativeEnumName} from '../operations/operations.ts';
import {chain, list, object, plain, text, type Expression} from './layout/syntax.ts';

/** What a column says beside its type, as calls of the builder. */
type Calls = readonly (readonly [method: string, given: readonly Expression[]])[];

/** A column as `t` builds it: `t.string().length(120).nullable()`. */
export function columnExpression(column: Column, {primary = false} = {}): Expression {
  const {type, nullable, autoincrement, collation, comment} = column;
  return chain('t', [
    ...typeCalls(type),
    ...(autoincrement === true ? noArguments('autoincrement') : []),
    ...identityCalls(column),
    ...(primary ? noArguments('primary') : []),
    ...generatedCalls(column),
    ...(nullable ? noArguments('nullable') : []),
    ...defaultCalls(column),
    ...(collation === undefined ? [] : [['collation', [text(collation)]] as const]),
    ...(comment === undefined ? [] : [['comment', [text(comment)]] as const]),
  ]);
}

/** A type alone: `t.decimal().precision(10)`. */
export function typeExpression(type: ColumnType): Expression {
  return chain('t', typeCalls(type));
}

/** A text, a number or a truth value as it is written in code. */
export function literal(value: string | number | boolean): Expression {
  if (typeof value === 'string') return text(value);
  return plain(Object.is(value, -0) ? '-0' : numberOrTruth(value));
}

/** Numbers with an exponent are written without its plus sign. */
const numberOrTruth = (value: number | boolean): string => String(value).replace('e+', 'e');

const noArguments = (method: string): Calls => [[method, []]];

const withNumber = (method: string, value: number | undefined): Calls =>
  value === undefined ? [] : [[method, [literal(value)]]];

function typeCalls(type: ColumnType): Calls {
  if (type.kind === 'raw') return [['raw', [text(type.sql)]]];
  if (type.kind === 'enum') return enumCalls(type);
  const length = 'length' in type ? type.length : undefined;
  const [precision, scale] = type.kind === 'decimal' ? [type.precision, type.scale] : [];
  return [
    [type.kind, []],
    ...withNumber('length', length),
    ...withNumber('precision', precision),
    ...withNumber('scale', scale),
  ];
}

function enumCalls({items, native, array}: Extract<ColumnType, {kind: 'enum'}>): Calls {
  return [
    ['enum', [list(items.map(literal))]],
    ...(native === undefined ? [] : [['nativeEnumName', [nativeName(native)]] as const]),
    ...(array === true ? noArguments('array') : []),
  ];
}

/** One text where the dot between schema and name is the only one that could be it. */
function nativeName({schema, name}: NativeEnumName): Expression {
  if (schema === undefined && !name.includes('.')) return text(name);
  if (schema !== undefined && !schema.includes('.')) return text(`${schema}.${name}`);
  return object([
    ...(schema === undefined ? [] : [['schema', text(schema)] as const]),
    ['name', text(name)],
  ]);
}

function identityCalls({identity}: Column): Calls {
  if (identity === undefined) return [];
  return [['identity', identity === 'by default' ? [] : [text(identity)]]];
}

function generatedCalls({generated}: Column): Calls {
  if (generated === undefined) return [];
  const {expression, stored} = generated;
  return [['generated', stored ? [text(expression), text('stored')] : [text(expression)]]];
}

function defaultCalls({default: value}: Column): Calls {
  if (value === undefined) return [];
  return value.kind === 'sql'
    ? [['defaultRaw', [text(value.sql)]]]
    : [['default', [literal(value.value)]]];
}
