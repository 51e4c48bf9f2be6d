import type {Operation} from '../operations/operation.ts';
import {needsValue} from './column-questions.ts';

/** What a person should look at before an operation runs on a table with rows; `undefined` for most. */
export function attention(operation: Operation): string | undefined {
  if (operation.kind === 'addColumn' && needsValue(operation.column)) {
    return (
      'Fails on a table with rows, which have no value for it: give it a .default(…), or add it ' +
      '.nullable(), fill it, and then set nullable: false.'
    );
  }
  if (operation.kind === 'alterColumn' && operation.change.nullable === false) {
    return 'Fails where a row has no value: fill those first, as with op.execute("update …").';
  }
  return undefined;
}
