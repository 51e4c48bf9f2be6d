import type {AlterColumn, ColumnChange} from '../../operations/operation.ts';
import type {Column, DefaultValue, Generated} from '../../schema/column.ts';
import {AthanorError} from '../../errors.ts';
import type {Table} from '../../schema/table.ts';
import {columnNamed, tableNamed} from '../../schema/tables.ts';
import {columnText, statement} from '../facts.ts';
import {atLeast} from '../numbers.ts';
import type {Hazard, SqlStatement} from '../statement.ts';
import {canonicalType, serverType} from './canonical-type.ts';
import {conversion as conversionOf} from './conversion.ts';
import {checkDefinition, collationName, defaultText} from './definition.ts';
import {isNew, tableHazards, valueLoss} from './moment.ts';
import type {Moment} from './moment.ts';
import {asideFromColumn} from './objects.ts';
import {literal, qualified, quote} from './quote.ts';
import {enumCheck, typeText} from './types.ts';

/** The column as it is, as it will be, and how to speak of it. */
interface Change {
  readonly operation: AlterColumn;
  readonly change: ColumnChange;
  readonly table: Table;
  readonly from: Column;
  readonly moment: Moment;
  /** `alter table … alter column …`, to which an action is added. */
  readonly alter: (action: string) => string;
}

/** The statements for a changed column, in an order in which each finds what it needs. */
export function alterColumn(operation: AlterColumn, moment: Moment): readonly SqlStatement[] {
  const table = tableNamed(moment.before(), operation.table);
  const from = columnNamed(table, operation.column, moment.before());
  const alter = (action: string): string =>
    `alter table ${qualified(operation.table)} alter column ${quote(operation.column)} ${action}`;
  const change: Change = {operation, change: operation.change, table, from, moment, alter};
  return [
    ...numberingOff(change),
    ...typeChange(change),
    ...generatedChange(change),
    ...defaultChange(change),
    ...nullableChange(change),
    ...numberingOn(change),
    ...commentChange(change),
  ];
}

/** A default and an enum's check stand in the way of a cast, so they go before it and come back after it. */
function typeChange(all: Change): readonly SqlStatement[] {
  const {change, from, operation} = all;
  if (change.type === undefined && change.collation === undefined) return [];
  const to = {...from, type: change.type ?? from.type};
  const text = typeText(to.type);
  const same = canonicalType(text) === canonicalType(typeText(from.type));
  const casts = !same || change.collation !== undefined || operation.using !== undefined;
  return enumChange(all, to, casts ? castTo(text, same, all) : []);
}

function castTo(text: string, same: boolean, all: Change): readonly SqlStatement[] {
  const {operation, change, alter} = all;
  const collate =
    typeof change.collation === 'string' ? ` collate ${collationName(change.collation)}` : '';
  const cast = statement(alter(`type ${text}${collate} using (${usingText(all, text)})`), {
    hazards: same && operation.using === undefined ? [] : typeHazards(all, text),
  });
  if (same) return [cast];
  const {off, on} = asideFromColumn(operation.table, operation.column, all.moment);
  return [...off, ...defaultOff(all), cast, ...defaultBack(all), ...sequenceType(all, text), ...on];
}

const ownDefault = ({from}: Change): DefaultValue | undefined =>
  from.generated === undefined ? from.default : undefined;

const defaultOff = (all: Change): readonly SqlStatement[] =>
  ownDefault(all) === undefined ? [] : [statement(all.alter('drop default'))];

function defaultBack(all: Change): readonly SqlStatement[] {
  const kept = all.change.default === undefined ? ownDefault(all) : undefined;
  return kept === undefined ? [] : [statement(all.alter(`set default ${defaultText(kept)}`))];
}

/** The sequence of a numbered column has a type of its own, and so an end of its own. */
function sequenceType({from, change, operation}: Change, text: string): readonly SqlStatement[] {
  if (from.autoincrement !== true || change.autoincrement === false) return [];
  return [statement(onOwnedSequence(operation, 'alter', ` as ${text}`))];
}

function usingText({operation, from}: Change, text: string): string {
  if (operation.using !== undefined) return operation.using;
  const column = quote(operation.column);
  const enumTypes = from.type.kind === 'enum' && from.type.native !== undefined;
  const toEnum =
    operation.change.type?.kind === 'enum' && operation.change.type.native !== undefined;
  if (!enumTypes && !toEnum) return `${column}::${text}`;
  // Two enum types have no cast between them, but both have one from and to text.
  return `${column}::text${text.endsWith('[]') ? '[]' : ''}::${text}`;
}

function typeHazards({operation, from, moment}: Change, text: string): readonly Hazard[] {
  const conversion = conversionOf(serverType(typeText(from.type)), serverType(text));
  const object = columnText(operation.table, operation.column);
  // What the user's own SQL makes of the values is not known.
  const told = operation.using !== undefined;
  // What an enum holds is known, so a cast either keeps all of its values or fails.
  const loses =
    conversion.loses === 'all' && from.type.kind === 'enum' ? 'nothing' : conversion.loses;
  const narrow = valueLoss(
    operation,
    {
      kind: 'narrow-type',
      message: `turns ${object} from ${typeText(from.type)} into ${text}, which not every value survives`,
      condition: typeof loses === 'function' && !told ? loses : undefined,
    },
    moment,
  );
  const keeps = from.generated !== undefined || (loses === 'nothing' && !told);
  const rewrite = tableHazards('rewrite', operation.table, {
    message: 'writes the whole table anew and locks it meanwhile',
    moment,
  });
  return [...(keeps ? [] : narrow), ...(conversion.rewrites || told ? rewrite : [])];
}

/** The check that keeps the values of an enum changes with it. */
function enumChange(
  all: Change,
  to: Column,
  statements: readonly SqlStatement[],
): readonly SqlStatement[] {
  const {table, from, operation, moment} = all;
  const alter = `alter table ${qualified(operation.table)}`;
  const before = enumCheck(table.name, from);
  const after = enumCheck(table.name, to);
  if (before?.expression === after?.expression) return statements;
  const drop =
    before === undefined ? [] : [statement(`${alter} drop constraint ${quote(before.name)}`)];
  if (after === undefined) return [...drop, ...statements];
  const hazards = valueLoss(
    operation,
    {
      kind: 'narrow-type',
      message: `${columnText(operation.table, operation.column)} takes fewer values than before`,
      condition: (column) => outside(column, to),
    },
    moment,
  );
  return [
    ...drop,
    ...statements,
    statement(`${alter} add ${checkDefinition(after)}`, {
      hazards: narrows(from, to) ? hazards : [],
    }),
  ];
}

function outside(column: string, {type}: Column): string {
  const items = type.kind === 'enum' ? type.items.map((item) => literal(String(item))) : [];
  if (type.kind === 'enum' && type.array === true) {
    return `not (${column} <@ array[${items.map((item) => `${item}::text`).join(', ')}])`;
  }
  return `${column}::text not in (${items.join(', ')})`;
}

const narrows = ({type: from}: Column, {type: to}: Column): boolean =>
  from.kind !== 'enum' || to.kind !== 'enum' || from.items.some((item) => !to.items.includes(item));

function generatedChange(all: Change): readonly SqlStatement[] {
  const {change, from, moment, alter, operation} = all;
  const to = change.generated;
  if (to === undefined || sameGenerated(from.generated, to)) return [];
  if (to === null && from.generated?.stored === true) return [statement(alter('drop expression'))];
  if (to !== null && canRecompute(from.generated, to, moment.target)) {
    const hazards = tableHazards('rewrite', operation.table, {
      message: 'computes the column anew for every row',
      moment,
    });
    const sql = alter(`set expression as (${to.expression})`);
    return [statement(sql, {hazards: to.stored ? hazards : []})];
  }
  throw new AthanorError(
    'not_supported',
    `PostgreSQL ${moment.target} cannot change how ${columnText(operation.table, operation.column)} is computed`,
    {hint: 'drop the column and add it again; what is computed is not lost'},
  );
}

const canRecompute = (from: Generated | undefined, to: Generated, target: string): boolean =>
  from !== undefined && from.stored === to.stored && atLeast(target, '17');

const sameGenerated = (one: Generated | undefined, other: Generated | null): boolean =>
  one?.expression === other?.expression && one?.stored === other?.stored;

function defaultChange({change, alter}: Change): readonly SqlStatement[] {
  if (change.default === undefined) return [];
  if (change.default === null) return [statement(alter('drop default'))];
  return [statement(alter(`set default ${defaultText(change.default)}`))];
}

function nullableChange({change, from, alter, operation, moment}: Change): readonly SqlStatement[] {
  if (change.nullable === undefined || change.nullable === from.nullable) return [];
  if (change.nullable) return [statement(alter('drop not null'))];
  const object = columnText(operation.table, operation.column);
  const hazards: readonly Hazard[] = isNew(operation.table, moment)
    ? []
    : [
        {kind: 'may-fail', object, message: `fails if a row has no value in ${object}`},
        ...tableHazards('lock', operation.table, {
          message: 'reads the whole table while nobody can use it',
          moment,
        }),
      ];
  return [statement(alter('set not null'), {hazards})];
}

function numberingOff({change, from, alter, operation}: Change): readonly SqlStatement[] {
  const statements: SqlStatement[] = [];
  if (change.autoincrement === false && from.autoincrement === true) {
    statements.push(
      statement(alter('drop default')),
      statement(onOwnedSequence(operation, 'drop')),
    );
  }
  if (change.identity === null && from.identity !== undefined) {
    statements.push(statement(alter('drop identity')));
  }
  return statements;
}

/** Only the server knows what the sequence of a serial column is called. */
function onOwnedSequence(
  {table, column}: AlterColumn,
  verb: 'alter' | 'drop',
  action = '',
): string {
  const sequence = `pg_get_serial_sequence(${literal(qualified(table))}, ${literal(column)})`;
  const rest = action === '' ? '' : ` || ${literal(action)}`;
  const body = `begin execute '${verb} sequence ' || ${sequence}${rest}; end`;
  return `do ${literal(body)}`;
}

function numberingOn(all: Change): readonly SqlStatement[] {
  const {change, from, alter} = all;
  if (change.autoincrement === true && from.autoincrement !== true) return autoincrementOn(all);
  if (change.identity === undefined || change.identity === null) return [];
  if (change.identity === from.identity) return [];
  if (from.identity !== undefined) return [statement(alter(`set generated ${change.identity}`))];
  return [
    ...(from.nullable && change.nullable !== false ? [statement(alter('set not null'))] : []),
    statement(alter(`add generated ${change.identity} as identity`)),
    statement(continued(all)),
  ];
}

function autoincrementOn(all: Change): readonly SqlStatement[] {
  const {operation, table, from, change, alter} = all;
  const to = {...from, type: change.type ?? from.type, autoincrement: true};
  const type = {serial: 'integer', bigserial: 'bigint', smallserial: 'smallint'}[
    typeText(to.type, to)
  ];
  const sequence = {...operation.table, name: `${table.name}_${from.name}_seq`};
  const owner = `${qualified(operation.table)}.${quote(operation.column)}`;
  const next = `nextval(${literal(qualified(sequence))}::regclass)`;
  return [
    statement(`create sequence ${qualified(sequence)} as ${String(type)} owned by ${owner}`),
    statement(alter(`set default ${next}`)),
    ...(from.nullable && change.nullable !== false ? [statement(alter('set not null'))] : []),
    statement(continued(all)),
  ];
}

/** Numbering goes on after the highest number that is there. */
function continued({operation: {table, column}}: Change): string {
  const sequence = `pg_get_serial_sequence(${literal(qualified(table))}, ${literal(column)})`;
  return `select setval(${sequence}, (select coalesce(max(${quote(column)}), 0) + 1 from ${qualified(table)}), false)`;
}

function commentChange({change, operation}: Change): readonly SqlStatement[] {
  if (change.comment === undefined) return [];
  return [columnComment(operation, change.comment)];
}

/** What people are told of a column; `null` takes it away. */
export function columnComment(
  {table, column}: Pick<AlterColumn, 'table' | 'column'>,
  comment: string | null,
): SqlStatement {
  const text = comment === null || comment === '' ? 'null' : literal(comment);
  return statement(`comment on column ${qualified(table)}.${quote(column)} is ${text}`);
}
