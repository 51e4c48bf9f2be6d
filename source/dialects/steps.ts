import type {Operation} from '../operations/operation.ts';
import type {DialectName} from './dialect.ts';

/** The operations that concern this database, those under `only` in their place. */
export function concerning(
  operations: readonly Operation[],
  dialect: DialectName,
): readonly Operation[] {
  return operations.flatMap((operation) => {
    if (operation.kind !== 'only') return [operation];
    return operation.dialect === dialect ? concerning(operation.operations, dialect) : [];
  });
}

/** A value that is made when it is first asked for, and then kept. */
export function once<Value>(make: () => Value): () => Value {
  let made: {readonly value: Value} | undefined;
  return () => {
    made ??= {value: make()};
    return made.value;
  };
}
