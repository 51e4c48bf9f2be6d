import type {StatementView} from '../../ports.ts';

const name = String.raw`((?:"[^"]+"|\`[^\`]+\`|[\w$]+)(?:\.(?:"[^"]+"|\`[^\`]+\`|[\w$]+))?)`;
const places = [
  `(?:create|drop|alter)\\s+table\\s+(?:if\\s+(?:not\\s+)?exists\\s+)?${name}`,
  `create\\s+(?:unique\\s+)?index\\s+[^(]*?\\bon\\s+${name}`,
  `comment\\s+on\\s+(?:table|column)\\s+${name}`,
  `insert\\s+into\\s+${name}`,
  `^\\s*update\\s+${name}`,
  `delete\\s+from\\s+${name}`,
].map((pattern) => new RegExp(pattern, 'gi'));

/** The tables that statements name as what they change, each once; what a rebuild makes for a moment and SQLite's own left out. */
export function tablesTouched(statements: readonly StatementView[]): readonly string[] {
  const found = new Set<string>();
  for (const statement of statements) {
    if (statement.kind !== 'sql') continue;
    for (const place of places) {
      for (const [, table = ''] of statement.sql.matchAll(place)) {
        found.add(table.replaceAll(/["`]/g, '').replace(/^public\./, ''));
      }
    }
  }
  return [...found].filter((table) => !table.includes('athanor_') && table !== 'sqlite_sequence');
}
