import type {Binding} from './binding.ts';
import {compare, travel} from './explore-bindings.ts';
import * as not from './reasons.ts';

/** Every key of the workbench: scope by scope, action by action. */
export const bindings = {
  /** Anywhere but where text is written. */
  everywhere: {
    help: {keys: '?', title: 'help', help: 'Show the keys that work here', footer: true},
  },
  /** Really anywhere. */
  terminal: {
    interrupt: {keys: 'ctrl+c', title: 'quit', help: 'Leave; while a step runs, ask to stop it'},
    suspend: {keys: 'ctrl+z', title: 'suspend', help: 'Go to the shell; fg comes back'},
    redraw: {keys: 'ctrl+l', title: 'redraw', help: 'Draw the screen again'},
  },
  /** Wherever something is scrolled or chosen. */
  list: {
    down: {keys: 'j down', title: 'down', help: 'Move down'},
    up: {keys: 'k up', title: 'up', help: 'Move up'},
    halfDown: {keys: 'ctrl+d pagedown', title: 'page down', help: 'Move down half a page'},
    halfUp: {keys: 'ctrl+u pageup', title: 'page up', help: 'Move up half a page'},
    first: {keys: 'g home', title: 'top', help: 'Move to the top'},
    last: {keys: 'G end', title: 'bottom', help: 'Move to the bottom'},
  },
  /** The first screen: its panes. */
  panes: {
    nextPane: {keys: 'tab l right', title: 'next pane', help: 'Go to the next pane'},
    previousPane: {keys: 'shift+tab h left', title: 'previous pane', help: 'Go to the pane before'},
    focusDetail: {keys: '0', title: 'detail', help: 'Go to the detail'},
    focusHistory: {keys: '1', title: 'history', help: 'Go to the history'},
    focusHeads: {keys: '2', title: 'heads', help: 'Go to heads and branches'},
    focusLog: {keys: '3', title: 'log', help: 'Go to the log'},
    nextTab: {keys: ']', title: 'next tab', help: 'Show the next tab'},
    previousTab: {keys: '[', title: 'previous tab', help: 'Show the tab before'},
    open: {keys: 'enter', title: 'open', help: 'Go into what is selected'},
    leave: {keys: 'esc', title: 'back', help: 'Go back: end the search, then to the history'},
  },
  travel,
  /** Wherever a text stands beside a list. */
  scroll: {
    scrollDown: {keys: 'J', title: 'scroll', help: 'Scroll the text down'},
    scrollUp: {keys: 'K', title: 'scroll', help: 'Scroll the text up'},
  },
  /** The first screen: what can be done. */
  root: {
    planUpgrade: {
      keys: 'u',
      title: 'upgrade',
      help: 'Plan the way up to this revision; nothing runs before the plan was seen',
      footer: true,
      item: true,
      disabled: not.upgradable,
    },
    upOne: {
      keys: 'U',
      title: 'one up',
      help: 'Plan one step up',
      disabled: not.upOne,
    },
    planDowngrade: {
      keys: 'd',
      title: 'downgrade',
      help: 'Plan the way down to this revision, with what would be lost',
      footer: true,
      item: true,
      disabled: not.downgradable,
    },
    downOne: {
      keys: 'D',
      title: 'one down',
      help: 'Plan one step down',
      disabled: not.downOne,
    },
    autogenerate: {
      keys: 'a',
      title: 'autogenerate',
      help: 'Compare the entities with the revisions and look at the revision that would follow',
      footer: true,
    },
    merge: {
      keys: 'm',
      title: 'merge',
      help: 'Join heads; the graph is shown as it would be before the file is written',
      footer: true,
      disabled: not.mergeable,
    },
    edit: {
      keys: 'e',
      title: 'edit',
      help: 'Edit the file of this revision in your editor',
      item: true,
    },
    search: {
      keys: '/',
      title: 'search',
      help: 'Search ids, messages, labels, authors, and the tables that are touched; the rest is dimmed',
      footer: true,
    },
    mark: {
      keys: 'space',
      title: 'mark',
      help: 'Mark this revision, to compare it with another; again: take the mark away',
      item: true,
    },
    compare: {
      keys: 'c',
      title: 'compare',
      help: 'Compare the schemas at the two marked revisions, or here and at the marked one, else where the database is',
      item: true,
      disabled: not.comparable,
    },
    filter: {
      keys: 'f',
      title: 'filter',
      help: 'Show a part of the history; what leads over the rest is dotted',
    },
    journal: {keys: 'L', title: 'journal', help: 'Every step that was ever run on the database'},
    upAll: {
      keys: '',
      title: 'upgrade to heads',
      help: 'Plan the way up to all heads',
      disabled: not.upOne,
    },
    downAll: {
      keys: '',
      title: 'downgrade to base',
      help: 'Plan the way down to an empty database, with what would be lost',
      disabled: not.downOne,
    },
    takeDownBranch: {
      keys: '',
      title: 'take down from here',
      help: 'Plan to take back this revision and what stands on it; other branches stay',
      item: true,
      disabled: not.applied,
    },
    stamp: {
      keys: '',
      title: 'stamp',
      help: 'Plan to say that the database stands here, without running anything',
      item: true,
      disabled: not.stampable,
    },
    newRevision: {
      keys: '',
      title: 'new revision',
      help: 'Write an empty revision on top of a head',
    },
    menu: {keys: 'x', title: 'menu', help: 'Everything that can be done with this revision'},
    palette: {keys: ':', title: 'commands', help: 'Find a command by its name'},
    reload: {keys: 'R', title: 'reload', help: 'Read the revision files and the database again'},
    quit: {keys: 'q', title: 'quit', help: 'Leave the workbench', footer: true},
  },
  /** Whatever lies over the first screen. */
  screen: {
    back: {keys: 'esc', title: 'back', help: 'Go back; nothing is changed', footer: true},
  },
  /** A plan, before, while and after its steps run. */
  plan: {
    runStep: {
      keys: 'y',
      title: 'run the next step',
      help: 'Run the next step, after asking where something would be lost',
      footer: true,
      disabled: not.runnable,
    },
    runRest: {
      keys: 'A',
      title: 'run the rest',
      help: 'Run all steps that are left, one after the other',
      footer: true,
      disabled: not.runnableAtOnce,
    },
    takeBack: {
      keys: 't',
      title: 'take back',
      help: 'Plan to take back the last step that was done; nothing runs before that plan was seen',
      disabled: not.takenBack,
    },
    nextOfAccount: {keys: '}', title: 'more of it', help: 'Go on in where it leads'},
    previousOfAccount: {keys: '{', title: 'less of it', help: 'Go back in where it leads'},
  },
  /** Heads that are to be joined. */
  merge: {
    toggleHead: {
      keys: 'space',
      title: 'take or leave',
      help: 'Take this head or leave it',
      footer: true,
    },
    askMergeMessage: {keys: 'i', title: 'message', help: 'Write another message', footer: true},
    writeMerge: {
      keys: 'y',
      title: 'write it',
      help: 'Write the file as it is shown',
      footer: true,
      disabled: not.mergeDrafted,
    },
  },
  compare,
  /** A revision made from the entities, before it is written. */
  review: {
    toggleChange: {
      keys: 'space',
      title: 'take or leave',
      help: 'Take this change or leave it out, and what cannot be without it',
      footer: true,
      disabled: not.asGenerated,
    },
    toggleAll: {
      keys: 'a',
      title: 'all or none',
      help: 'Take all changes; again: leave all out',
      disabled: not.asGenerated,
    },
    askDraftMessage: {
      keys: 'i',
      title: 'message',
      help: 'Write the message',
      footer: true,
      disabled: not.asGenerated,
    },
    editDraft: {
      keys: 'e',
      title: 'edit',
      help: 'Edit the text in your editor; it is checked when you come back',
      footer: true,
      disabled: not.drafted,
    },
    writeDraft: {
      keys: 'w',
      title: 'write it',
      help: 'Write the file as it is shown',
      footer: true,
      disabled: not.writable,
    },
    nextHunk: {keys: '}', title: 'next part', help: 'Go to the next part of the diff'},
    previousHunk: {keys: '{', title: 'part before', help: 'Go to the part of the diff before'},
    turnSides: {
      keys: 't',
      title: 'sides',
      help: 'Show the diff side by side; again: in one column',
    },
    foldHunk: {keys: 'f', title: 'fold', help: 'Fold this part of the diff; again: unfold it'},
    foldAll: {keys: 'F', title: 'fold all', help: 'Fold all parts; again: unfold them'},
  },
  /** What went wrong. */
  failure: {
    retry: {
      keys: 'r',
      title: 'plan again',
      help: 'Make the plan again from where the database stands now',
      footer: true,
      disabled: not.replannable,
    },
    editFailed: {
      keys: 'e',
      title: 'edit the revision',
      help: 'Edit the file of the revision that failed, then plan again',
      footer: true,
      disabled: not.editable,
    },
  },
  /** A question that changes something; letters and digits are its answer. */
  confirm: {
    questionDown: {keys: 'down pagedown', title: 'scroll', help: 'Scroll the losses down'},
    questionUp: {keys: 'up pageup', title: 'scroll', help: 'Scroll the losses up'},
  },
  /** What is left where the screen is too small to see what a key would do. */
  card: {quit: {keys: 'q', title: 'quit', help: 'Leave the workbench'}},
  help: {
    closeHelp: {keys: '? q', title: 'close', help: 'Close the help'},
  },
  palette: {
    chooseCommand: {keys: 'enter', title: 'do it', help: 'Do what is selected', footer: true},
    nextCommand: {
      keys: 'down ctrl+n tab',
      title: 'next',
      help: 'Select the next one',
      footer: true,
    },
    previousCommand: {
      keys: 'up ctrl+p shift+tab',
      title: 'previous',
      help: 'Select the one before',
    },
  },
  prompt: {
    submit: {keys: 'enter', title: 'take it', help: 'Take the text', footer: true},
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Binding>>>>;

type Table = typeof bindings;

/** Where a binding holds. */
export type Scope = keyof Table;

/** Everything that a key, the palette or the menu can set off. */
export type ActionName = {[Name in Scope]: keyof Table[Name]}[Scope];

/** A binding with its place. */
export interface PlacedBinding extends Binding {
  readonly action: ActionName;
  readonly scope: Scope;
}

/** The bindings of a scope, in the order of the table. */
export function bindingsOf(scope: Scope): readonly PlacedBinding[] {
  return Object.entries(bindings[scope]).map(([action, binding]) => placed(action, scope, binding));
}

function placed(action: string, scope: Scope, binding: Binding): PlacedBinding {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.entries widens the names of the table to string
  return {...binding, action: action as ActionName, scope};
}
