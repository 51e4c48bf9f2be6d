import type {TextProps} from 'ink';

/** How a piece of text is meant; what that looks like is the theme's affair alone. */
export type Tone =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'title'
  | 'focus'
  | 'key'
  | 'id'
  | 'applied'
  | 'pending'
  | 'current'
  | 'head'
  | 'merge'
  | 'label'
  | 'danger'
  | 'warning'
  | 'good'
  | 'added'
  | 'removed'
  | 'addedWords'
  | 'removedWords'
  | 'hunk'
  | 'keyword'
  | 'string'
  | 'number'
  | 'comment'
  | 'function'
  | 'lane0'
  | 'lane1'
  | 'lane2'
  | 'lane3'
  | 'lane4'
  | 'lane5'
  | 'chip'
  | 'chipWarning'
  | 'chipDanger'
  | 'selected';

/** The looks of a tone. */
export type Look = Pick<TextProps, 'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'italic'>;

/** The sixteen colours of the person's own terminal, by name, so that the workbench wears what it wears. */
export const looks: Readonly<Record<Tone, Look>> = {
  plain: {},
  dim: {dimColor: true},
  strong: {bold: true},
  title: {bold: true},
  focus: {color: 'green', bold: true},
  key: {color: 'cyan'},
  id: {color: 'yellow'},
  applied: {color: 'green'},
  pending: {color: 'yellow'},
  current: {color: 'cyan', bold: true},
  head: {color: 'magenta'},
  merge: {color: 'magenta'},
  label: {color: 'blue'},
  danger: {color: 'red', bold: true},
  warning: {color: 'yellow'},
  good: {color: 'green'},
  added: {color: 'green'},
  removed: {color: 'red'},
  addedWords: {color: 'black', backgroundColor: 'green', bold: true},
  removedWords: {color: 'white', backgroundColor: 'red', bold: true},
  hunk: {color: 'cyan'},
  keyword: {color: 'magenta'},
  string: {color: 'green'},
  number: {color: 'yellow'},
  comment: {dimColor: true, italic: true},
  function: {color: 'blue'},
  lane0: {color: 'green'},
  lane1: {color: 'cyan'},
  lane2: {color: 'magenta'},
  lane3: {color: 'yellow'},
  lane4: {color: 'blue'},
  lane5: {color: 'white'},
  chip: {color: 'black', backgroundColor: 'green', bold: true},
  chipWarning: {color: 'black', backgroundColor: 'yellow', bold: true},
  chipDanger: {color: 'white', backgroundColor: 'red', bold: true},
  selected: {backgroundColor: 'gray'},
};
