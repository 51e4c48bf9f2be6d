import type {Column, ColumnType, DefaultValue, Generated} from '../schema/column.ts';
import {checkDraft} from './check-draft.ts';
import {given} from './given.ts';
import type {ColumnBuilder, Types, NativeEnumName} from './operations.ts';

/** What has been said of a column so far, as it was said. */
export interface Draft {
  readonly kind: ColumnType['kind'];
  readonly items?: readonly (string | number)[];
  readonly sql?: string;
  readonly length?: number;
  readonly precision?: number;
  readonly scale?: number;
  readonly nullable?: boolean;
  readonly default?: string | number | boolean;
  readonly defaultRaw?: string;
  readonly primary?: boolean;
  readonly autoincrement?: boolean;
  readonly identity?: 'always' | 'by default';
  readonly generated?: {readonly expression: string; readonly kind: 'stored' | 'virtual'};
  readonly collation?: string;
  readonly comment?: string;
  readonly unique?: string | true;
  readonly nativeEnumName?: string | NativeEnumName;
  readonly array?: boolean;
}

/** A column as it was built, and what it says of its table. */
export interface BuiltColumn {
  readonly column: Column;
  readonly primary: boolean;
  /** The name given to its unique constraint, or that it is to have one. */
  readonly unique: string | boolean;
}

/** A column while `t` builds it: every word gives a new one. */
export class ColumnDraft implements ColumnBuilder {
  readonly #draft: Draft;

  constructor(draft: Draft) {
    this.#draft = draft;
  }

  #with(said: Partial<Draft>): ColumnDraft {
    return new ColumnDraft({...this.#draft, ...said});
  }

  length(length: number): ColumnDraft {
    return this.#with({length});
  }
  precision(precision: number): ColumnDraft {
    return this.#with({precision});
  }
  scale(scale: number): ColumnDraft {
    return this.#with({scale});
  }
  nullable(nullable = true): ColumnDraft {
    return this.#with({nullable});
  }
  default(value: string | number | boolean): ColumnDraft {
    return this.#with({default: value});
  }
  defaultRaw(sql: string): ColumnDraft {
    return this.#with({defaultRaw: sql});
  }
  primary(): ColumnDraft {
    return this.#with({primary: true});
  }
  autoincrement(): ColumnDraft {
    return this.#with({autoincrement: true});
  }
  identity(kind: 'always' | 'by default' = 'by default'): ColumnDraft {
    return this.#with({identity: kind});
  }
  generated(expression: string, kind: 'stored' | 'virtual' = 'virtual'): ColumnDraft {
    return this.#with({generated: {expression, kind}});
  }
  collation(collation: string): ColumnDraft {
    return this.#with({collation});
  }
  comment(comment: string): ColumnDraft {
    return this.#with({comment});
  }
  unique(name?: string): ColumnDraft {
    return this.#with({unique: name ?? true});
  }
  nativeEnumName(name: string | NativeEnumName): ColumnDraft {
    return this.#with({nativeEnumName: name});
  }
  array(): ColumnDraft {
    return this.#with({array: true});
  }

  /** The column under a name. Throws `bad_operation`; `where` names the column in it: `column note of account`. */
  build(name: string, where: string): BuiltColumn {
    checkDraft(this.#draft, where);
    const {primary = false, unique = false} = this.#draft;
    return {column: columnOf(name, this.#draft), primary, unique};
  }

  /** The type alone; throws when more than a type was said. */
  type(where: string): ColumnType {
    checkDraft(this.#draft, where, {typeOnly: true});
    return typeOf(this.#draft);
  }
}

/** `t`: the types, each the start of a column. */
export const types: Types = {
  integer: () => new ColumnDraft({kind: 'integer'}),
  smallint: () => new ColumnDraft({kind: 'smallint'}),
  tinyint: () => new ColumnDraft({kind: 'tinyint'}),
  mediumint: () => new ColumnDraft({kind: 'mediumint'}),
  bigint: () => new ColumnDraft({kind: 'bigint'}),
  float: () => new ColumnDraft({kind: 'float'}),
  double: () => new ColumnDraft({kind: 'double'}),
  decimal: () => new ColumnDraft({kind: 'decimal'}),
  boolean: () => new ColumnDraft({kind: 'boolean'}),
  string: () => new ColumnDraft({kind: 'string'}),
  character: () => new ColumnDraft({kind: 'character'}),
  text: () => new ColumnDraft({kind: 'text'}),
  date: () => new ColumnDraft({kind: 'date'}),
  time: () => new ColumnDraft({kind: 'time'}),
  datetime: (length) => new ColumnDraft(given({kind: 'datetime' as const, length})),
  interval: () => new ColumnDraft({kind: 'interval'}),
  json: () => new ColumnDraft({kind: 'json'}),
  uuid: () => new ColumnDraft({kind: 'uuid'}),
  blob: () => new ColumnDraft({kind: 'blob'}),
  array: () => new ColumnDraft({kind: 'array'}),
  enum: (items) => new ColumnDraft({kind: 'enum', items}),
  raw: (sql) => new ColumnDraft({kind: 'raw', sql}),
};

function columnOf(name: string, draft: Draft): Column {
  return given({
    name,
    type: typeOf(draft),
    nullable: draft.nullable ?? false,
    default: defaultOf(draft),
    autoincrement: draft.autoincrement,
    identity: draft.identity,
    generated: generatedOf(draft),
    collation: draft.collation,
    comment: draft.comment,
  });
}

function typeOf(draft: Draft): ColumnType {
  const {kind, length, precision, scale, array} = draft;
  if (kind === 'string' || kind === 'character') return given({kind, length});
  if (kind === 'datetime' || kind === 'time') return given({kind, length});
  if (kind === 'decimal') return given({kind, precision, scale});
  if (kind === 'raw') return {kind, sql: draft.sql ?? ''};
  if (kind !== 'enum') return {kind};
  return given({kind, items: [...(draft.items ?? [])], native: nativeOf(draft), array});
}

/** As in MikroORM, what stands before a dot is the schema. */
function nativeOf({nativeEnumName}: Draft): NativeEnumName | undefined {
  if (typeof nativeEnumName !== 'string') return nativeEnumName;
  const dot = nativeEnumName.indexOf('.');
  if (dot < 0) return {name: nativeEnumName};
  return {schema: nativeEnumName.slice(0, dot), name: nativeEnumName.slice(dot + 1)};
}

function defaultOf({default: value, defaultRaw}: Draft): DefaultValue | undefined {
  if (defaultRaw !== undefined) return {kind: 'sql', sql: defaultRaw};
  return value === undefined ? undefined : {kind: 'value', value};
}

function generatedOf({generated}: Draft): Generated | undefined {
  return generated && {expression: generated.expression, stored: generated.kind === 'stored'};
}
