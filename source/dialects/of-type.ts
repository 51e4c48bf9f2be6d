import type {ColumnType} from '../schema/column.ts';

type TypeByKind = {readonly [Each in ColumnType as Each['kind']]: Each};

/** A table of functions, one for each kind of type; one that is missing does not compile. */
export type OfType<Result> = {
  readonly [Kind in keyof TypeByKind]: (type: TypeByKind[Kind]) => Result;
};

/** Calls the function that a table has for a type. */
export function ofType<Kind extends ColumnType['kind'], Result>(
  table: OfType<Result>,
  type: {readonly kind: Kind} & TypeByKind[Kind],
): Result {
  return table[type.kind](type);
}
