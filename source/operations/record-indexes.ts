import type {Index, IndexPart} from '../schema/table.ts';
import {flag, known, list, nameList, oneOf, refusal, shown, text} from './arguments.ts';
import {given} from './given.ts';
import type {CreateIndexOptions, IndexPartSpec, Operations} from './operations.ts';
import {subject} from './record-constraints.ts';
import type {Emit} from './recorder.ts';

type Indexes = Pick<Operations, 'createIndex' | 'dropIndex' | 'renameIndex'>;

/** The words for indexes. */
export function recordIndexes(emit: Emit): Indexes {
  return {
    createIndex(name, ref, parts, options) {
      const {table, where} = subject('createIndex', name, ref);
      known(options, indexOptions, where);
      const index = indexOf(name, parts, options ?? {}, where);
      const concurrently = flag(options?.concurrently, `${where}: concurrently`);
      emit(given({kind: 'createIndex' as const, table, index, concurrently}));
    },
    dropIndex(name, ref, options) {
      const {table, where} = subject('dropIndex', name, ref);
      known(options, ['concurrently'], where);
      const concurrently = flag(options?.concurrently, `${where}: concurrently`);
      emit(
        given({
          kind: 'dropIndex' as const,
          table,
          name: text(name, `${where}: the name`),
          concurrently,
        }),
      );
    },
    renameIndex(ref, name, to) {
      const {table, where} = subject('renameIndex', name, ref);
      emit({
        kind: 'renameIndex',
        table,
        name: text(name, `${where}: the name`),
        to: text(to, `${where}: the new name`),
      });
    },
  };
}

const indexOptions: readonly (keyof CreateIndexOptions)[] = [
  'unique',
  'nullsNotDistinct',
  'where',
  'using',
  'include',
  'with',
  'concurrently',
];

function indexOf(
  name: string,
  parts: readonly IndexPartSpec[],
  options: CreateIndexOptions,
  where: string,
): Index {
  if (list(parts, `${where}: the columns`).length === 0)
    throw refusal(`${where}: the columns must name at least one`);
  return given({
    name: text(name, `${where}: the name`),
    parts: parts.map((part) => partOf(part, where)),
    unique: flag(options.unique, `${where}: unique`),
    nullsNotDistinct: flag(options.nullsNotDistinct, `${where}: nullsNotDistinct`),
    where: options.where === undefined ? undefined : text(options.where, `${where}: where`),
    using: options.using === undefined ? undefined : text(options.using, `${where}: using`),
    include:
      options.include === undefined ? undefined : nameList(options.include, `${where}: include`),
    with: options.with === undefined ? undefined : storage(options.with, where),
  });
}

function partOf(spec: IndexPartSpec, where: string): IndexPart {
  if (typeof spec === 'string') return {column: text(spec, `${where}: a column`)};
  known(
    spec,
    ['column', 'expression', 'order', 'nulls', 'collation', 'operatorClass'],
    `${where}: a part`,
  );
  if ((spec.column === undefined) === (spec.expression === undefined)) {
    throw refusal(`${where}: a part has either a column or an expression`);
  }
  const {column, expression, collation, operatorClass} = spec;
  for (const [what, value] of Object.entries({column, expression, collation, operatorClass})) {
    if (value !== undefined) text(value, `${where}: the ${what} of a part`);
  }
  return given({
    column,
    expression,
    order: oneOf(spec.order, ['asc', 'desc'], `${where}: order`),
    nulls: oneOf(spec.nulls, ['first', 'last'], `${where}: nulls`),
    collation,
    operatorClass,
  });
}

/** Storage parameters, copied. */
export function storage(
  parameters: Readonly<Record<string, string | number>>,
  where: string,
): Readonly<Record<string, string | number>> {
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string' || Number.isFinite(value)) continue;
    throw refusal(`${where}: the parameter ${name} is a text or a number, not ${shown(value)}`);
  }
  return {...parameters};
}
