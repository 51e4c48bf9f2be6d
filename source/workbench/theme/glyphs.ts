/** The signs that the workbench draws with. */
export interface Glyphs {
  readonly applied: string;
  readonly pending: string;
  readonly current: string;
  readonly merge: string;
  readonly broken: string;
  readonly pointer: string;
  readonly rest: string;
  readonly marked: string;
  readonly unmarked: string;
  readonly done: string;
  readonly running: string;
  readonly warning: string;
  readonly ellipsis: string;
  readonly separator: string;
  readonly line: string;
  readonly arrow: string;
  /** Where text is being written. */
  readonly cursor: string;
  readonly corners: {
    readonly topLeft: string;
    readonly topRight: string;
    readonly bottomLeft: string;
    readonly bottomRight: string;
  };
  readonly side: string;
  /** Whether the graph is drawn with letters and punctuation only. */
  readonly ascii: boolean;
}

/** For terminals that show Unicode. */
export const unicode: Glyphs = {
  applied: '●',
  pending: '○',
  current: '◉',
  merge: '◎',
  broken: '✗',
  pointer: '❯',
  rest: '·',
  marked: '■',
  unmarked: '□',
  done: '●',
  running: '◌',
  warning: '!',
  ellipsis: '…',
  separator: '│',
  line: '─',
  arrow: '→',
  cursor: '▏',
  corners: {topLeft: '╭', topRight: '╮', bottomLeft: '╰', bottomRight: '╯'},
  side: '│',
  ascii: false,
};

/** For terminals and fonts that do not. */
export const ascii: Glyphs = {
  applied: '*',
  pending: 'o',
  current: '@',
  merge: 'M',
  broken: 'x',
  pointer: '>',
  rest: '.',
  marked: 'x',
  unmarked: '_',
  done: '*',
  running: '~',
  warning: '!',
  ellipsis: '~',
  separator: '|',
  line: '-',
  arrow: '->',
  cursor: '_',
  corners: {topLeft: '+', topRight: '+', bottomLeft: '+', bottomRight: '+'},
  side: '|',
  ascii: true,
};

/** The signs for this process: what was asked for, else by what its environment says the terminal can show. */
export function chooseGlyphs(
  environment: Readonly<Record<string, string | undefined>>,
  asked?: 'ascii' | 'unicode',
): Glyphs {
  if (asked !== undefined) return asked === 'ascii' ? ascii : unicode;
  if (environment['TERM'] === 'linux') return ascii;
  const locale = ['LC_ALL', 'LC_CTYPE', 'LANG'].map((name) => environment[name]).find(Boolean);
  return /utf-?8/i.test(locale ?? '') ? unicode : ascii;
}
