import type {Binding} from './binding.ts';
import * as not from './reasons.ts';

/** The first screen: along the history. */
export const travel = {
  nextMatch: {keys: 'n', title: 'next', help: 'Go to the next one found', disabled: not.searched},
  previousMatch: {
    keys: 'N',
    title: 'previous',
    help: 'Go to the one found before',
    disabled: not.searched,
  },
  goToCurrent: {
    keys: '@',
    title: 'current',
    help: 'Go to where the database is; again: to its next row',
    disabled: not.standing,
  },
  goToParent: {
    keys: 'p',
    title: 'parent',
    help: 'Go to what it stands on; back and again: to the next of several',
    item: true,
    disabled: not.parent,
  },
  goToChild: {
    keys: 'P',
    title: 'child',
    help: 'Go to what stands on it; back and again: to the next of several',
    item: true,
    disabled: not.child,
  },
  goToHead: {
    keys: '',
    title: 'head',
    help: 'Go to the head above; again: to the next one',
    item: true,
  },
  goToMergeBase: {
    keys: '',
    title: 'merge base',
    help: 'Go to where the lines of the two marked revisions part, or that of this one and of the database',
    item: true,
    disabled: not.comparable,
  },
  goBackAgain: {
    keys: '-',
    title: 'back again',
    help: 'Go back to where you were before the last jump',
    disabled: not.travelled,
  },
} as const satisfies Readonly<Record<string, Binding>>;

/** Two revisions beside each other. */
export const compare = {
  turnCompare: {
    keys: '] [ tab',
    title: 'schema or SQL',
    help: 'Show the SQL that leads there; again: what differs',
    footer: true,
  },
  swapCompare: {keys: 's', title: 'swap', help: 'The other way round', footer: true},
} as const satisfies Readonly<Record<string, Binding>>;
