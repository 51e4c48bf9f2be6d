import {didYouMean} from '../schema/nearest.ts';
import {flag, known, oneOf, refusal, shown, text} from './arguments.ts';
import {given} from './given.ts';
import type {Execute, Operation} from './operation.ts';
import type {ExecuteOptions, Operations} from './operations.ts';
import {boundValues} from './record-data.ts';
import {effectOf, oneStatement, refuseInterference} from './raw-sql.ts';
import type {Emit} from './recorder.ts';

type Others = Pick<
  Operations,
  'createSchema' | 'dropSchema' | 'execute' | 'run' | 'only' | 'onDatabase'
>;

type Record = (fn: (op: Operations) => unknown) => readonly Operation[];

/** For which of the databases that share a history is recorded. */
export interface DatabasePlace {
  readonly name: string;
  /** What all of them are called. */
  readonly known: readonly string[];
}

/** The words for enums and schemas, and the ways out: raw SQL, code, one database only. */
export function recordOthers(emit: Emit, record: Record, place: DatabasePlace | undefined): Others {
  return {
    createSchema(name) {
      emit({kind: 'createSchema', name: text(name, 'createSchema: the name')});
    },
    dropSchema(name) {
      emit({kind: 'dropSchema', name: text(name, 'dropSchema: the name')});
    },
    execute(sql, options) {
      known(options, ['effect', 'transactional', 'values'], 'execute');
      const statement = oneStatement(text(sql, 'execute: the SQL'));
      const transactional = flag(options?.transactional, 'execute: transactional') ?? true;
      refuseInterference(statement, transactional);
      emit(
        given({
          kind: 'execute' as const,
          sql: statement,
          values: boundValues(statement, options?.values),
          effect: effect(statement, options?.effect, record),
          transactional,
        }),
      );
    },
    run(name, perform) {
      text(name, 'run: the name');
      if (typeof perform !== 'function') {
        throw refusal(
          `run ${name}: expected a function, not ${shown(perform)}`,
          'say async (db) => …',
        );
      }
      emit({kind: 'run', name, source: perform.toString(), perform});
    },
    only(dialect, recordInner) {
      if (oneOf(dialect, ['postgresql', 'sqlite'], 'only: the database') === undefined) {
        throw refusal('only: the database is missing', "say op.only('sqlite', (op) => …)");
      }
      const operations = record(recordInner);
      const other = operations.find((each) => each.kind === 'only' && each.dialect !== dialect);
      if (other !== undefined)
        throw refusal(`only ${dialect}: what is inside is for another database`);
      emit({kind: 'only', dialect, operations});
    },
    onDatabase(name, recordInner) {
      text(name, 'onDatabase: the name');
      if (place !== undefined && !place.known.includes(name)) {
        throw refusal(
          `onDatabase: no environment has a database ${shown(name)}`,
          didYouMean(name, place.known) ?? `there are ${place.known.join(', ')}`,
        );
      }
      // Recorded in any case, so that a mistake shows wherever the revision is looked at.
      const operations = record(recordInner);
      if (place === undefined || place.name === name) operations.forEach(emit);
    },
  };
}

function effect(
  sql: string,
  declared: ExecuteOptions['effect'],
  record: Record,
): Execute['effect'] {
  if (declared === undefined) return effectOf(sql);
  if (typeof declared === 'function') return record(declared);
  if (declared === 'data') return declared;
  throw refusal(
    `execute: effect must be 'data' or a function, not ${shown(declared)}`,
    'say what the SQL does: {effect: (op) => op.createTable(…)}',
  );
}
