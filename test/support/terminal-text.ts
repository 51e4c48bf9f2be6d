import type {Terminal} from '@xterm/headless';

/** The rows of a terminal as text, without blanks at their ends. */
export function rowsOf({buffer, rows}: Terminal): readonly string[] {
  const {active} = buffer;
  return Array.from(
    {length: rows},
    (_, row) => active.getLine(active.viewportY + row)?.translateToString(true) ?? '',
  );
}
