import {apply, replay} from '../operations/apply.ts';
import type {AlterColumn, Only, Operation} from '../operations/operation.ts';
import {reverse, reverseAll} from '../operations/reverse.ts';
import type {Schema} from '../schema/schema.ts';
import {columnNamed, sameName, tableNamed} from '../schema/tables.ts';

/**
 * The operations that take others back, given the schema before these.
 *
 * A column cannot become a computed one again, so it is made again, with what stands on it; its values
 * come from the other columns anyway. What only fills rows has no way back, and needs none.
 */
export function downgradeOf(
  operations: readonly Operation[],
  from: Schema,
  dialect?: Only['dialect'],
): readonly Operation[] {
  let schema = replay(from, operations, dialect);
  const shaping = operations.filter((each) => each.kind !== 'execute' || each.effect !== 'data');
  return withoutVainChanges(reverseAll(shaping, from, dialect)).flatMap((operation) => {
    const before = schema;
    schema = apply(schema, operation, dialect);
    return becomesComputed(operation) ? madeAgain(operation, {before, after: schema}) : [operation];
  });
}

/** What changes a column just before it is dropped need not be done. */
function withoutVainChanges(operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((operation, at) => {
    const next = operations[at + 1];
    return !(
      operation.kind === 'alterColumn' &&
      next?.kind === 'dropColumn' &&
      next.column === operation.column &&
      sameName(next.table, operation.table)
    );
  });
}

const becomesComputed = (operation: Operation): operation is AlterColumn =>
  operation.kind === 'alterColumn' &&
  operation.change.generated !== undefined &&
  operation.change.generated !== null;

function madeAgain(
  {table, column}: AlterColumn,
  {before, after}: {readonly before: Schema; readonly after: Schema},
): readonly Operation[] {
  const drop: Operation = {kind: 'dropColumn', table, column};
  const computed = columnNamed(tableNamed(after, table), column);
  const others = reverse(drop, before).filter(({kind}) => kind !== 'addColumn');
  return [drop, {kind: 'addColumn', table, column: computed}, ...others];
}
