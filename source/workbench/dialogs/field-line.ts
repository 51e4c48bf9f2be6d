import {span, type Line} from '../text/spans.ts';
import {shownField, type TextField} from './text-field.ts';

/** How a field is drawn. */
export interface FieldLooks {
  /** What stands before it. */
  readonly label: string;
  /** The sign for the cursor. */
  readonly cursor: string;
}

/** A text that is being written, with its cursor. */
export function fieldLine(field: TextField, columns: number, {label, cursor}: FieldLooks): Line {
  const {before, after} = shownField(field, columns - label.length);
  return [span(label, 'key'), span(before), span(cursor, 'focus'), span(after)];
}
