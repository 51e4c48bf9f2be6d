import {refusal, shown} from './arguments.ts';
import type {Operation} from './operation.ts';
import type {Operations} from './operations.ts';
import {recordColumns} from './record-columns.ts';
import {recordConstraints} from './record-constraints.ts';
import {recordEnums} from './record-enums.ts';
import {recordIndexes} from './record-indexes.ts';
import {recordObjects} from './record-objects.ts';
import {recordData} from './record-data.ts';
import {recordOthers, type DatabasePlace} from './record-others.ts';
import {recordTables} from './record-tables.ts';

/** Takes an operation into the list that is being recorded. */
export type Emit = (operation: Operation) => void;

/**
 * What an `upgrade` or `downgrade` asks for, in order. The function is called once; nothing runs.
 *
 * Of what is for one of several databases, only what is for the one at `place` is kept; absent: all of it.
 *
 * Throws `bad_operation` for what can be seen to be wrong at once, and for a function that is async.
 */
export function record(
  fn: (op: Operations) => unknown,
  place?: DatabasePlace,
): readonly Operation[] {
  if (typeof fn !== 'function') throw refusal(`expected a function to record, not ${shown(fn)}`);
  if (fn.constructor.name === 'AsyncFunction') throw asyncRefusal(fn);

  const operations: Operation[] = [];
  let open = true;
  const emit: Emit = (operation) => {
    if (!open) throw refusal('op was used after its function had returned', syncHint);
    operations.push(operation);
  };
  try {
    const returned = fn(recorder(emit, place));
    if (isPromise(returned)) {
      // What it rejects with is beside the point: it is refused as it is.
      returned.then(undefined, () => undefined);
      throw asyncRefusal(fn);
    }
  } finally {
    open = false;
  }
  return operations;
}

function recorder(emit: Emit, place: DatabasePlace | undefined): Operations {
  return {
    ...recordTables(emit),
    ...recordColumns(emit),
    ...recordConstraints(emit),
    ...recordIndexes(emit),
    ...recordEnums(emit),
    ...recordObjects(emit),
    ...recordData(emit),
    ...recordOthers(emit, (inner) => record(inner, place), place),
  };
}

const syncHint =
  "record only, without await; work that needs data goes into op.run('what it does', async (db) => …)";

const asyncRefusal = ({name}: {readonly name: string}): Error =>
  refusal(`${name === '' ? 'the function' : name} is async or returns a promise`, syncHint);

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' &&
  value !== null &&
  'then' in value &&
  typeof value.then === 'function';
