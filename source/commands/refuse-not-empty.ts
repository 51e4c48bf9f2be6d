import type {LossyStep} from '../analysis/losses.ts';
import {AthanorError} from '../errors.ts';
import type {Operation} from '../operations/operation.ts';
import type {Session} from '../runtime/session.ts';
import type {TableName} from '../schema/table.ts';
import {nameText} from '../schema/tables.ts';

/**
 * Refuses to make from nothing what is there: a database without version rows that has tables which these steps
 * make was made otherwise, and is no new one. Throws `not_empty`.
 */
export async function refuseNotEmpty(
  {dialect, describe}: Pick<Session, 'dialect' | 'describe'>,
  steps: readonly Pick<LossyStep, 'operations'>[],
): Promise<void> {
  const made = steps.flatMap(({operations}) => tablesMade(operations, dialect));
  const there: string[] = [];
  for (const table of made) {
    if ((await describe(table)) !== undefined) there.push(nameText(table));
  }
  if (there.length === 0) return;
  const some = there.length > 5 ? `${there.slice(0, 5).join(', ')} …` : there.join(', ');
  throw new AthanorError(
    'not_empty',
    `the database has no version rows, and has tables that the revisions would make: ${some}`,
    {
      hint: 'take it over: "athanor init --from-database" where there are no revisions yet, else "athanor stamp" with the revision that it is at; --as-new runs them all the same',
      details: {tables: there},
    },
  );
}

const tablesMade = (
  operations: readonly Operation[],
  dialect: Session['dialect'],
): readonly TableName[] =>
  operations.flatMap((operation) => {
    if (operation.kind === 'only')
      return operation.dialect === dialect ? tablesMade(operation.operations, dialect) : [];
    return operation.kind === 'createTable' && operation.ifNotExists !== true
      ? [operation.table]
      : [];
  });
