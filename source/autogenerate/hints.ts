import type {Side} from './table-pair.ts';

/** Something that the comparison cannot count, and a person can see to. Nothing was done about it. */
export interface Hint {
  readonly kind: 'unknownSql';
  /** The table it is about, as a person writes it. */
  readonly table: string | undefined;
  /** One sentence for a person. */
  readonly text: string;
}

/** Raw SQL in the history whose effect is not declared. */
export function unknownSql({written}: Side): readonly Hint[] {
  return written.unknowns.map(({sql}) => ({
    kind: 'unknownSql',
    table: undefined,
    text: `a revision runs SQL that may have changed the schema, and is not counted here: ${sql.replaceAll(/\s+/g, ' ').slice(0, 60)}; tell what it does with op.execute(sql, {effect: (op) => …})`,
  }));
}
