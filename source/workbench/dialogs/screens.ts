import type {Scope} from '../keys/bindings.ts';
import type {Line} from '../text/spans.ts';
import type {ListState} from '../widgets/window.ts';
import type {Confirmation} from './confirmation.ts';
import type {TextField} from './text-field.ts';

/** A question that changes something. */
export interface ConfirmScreen {
  readonly kind: 'confirm';
  /** What yes sets off. */
  readonly purpose: 'runStep' | 'runRest';
  readonly title: string;
  readonly lines: readonly Line[];
  /** The first of the lines that is shown. */
  readonly top: number;
  readonly confirmation: Confirmation;
}

/** One line of text that is asked for. */
export interface PromptScreen {
  readonly kind: 'prompt';
  readonly purpose: 'search' | 'draftMessage' | 'answerWords' | 'mergeMessage' | 'newMessage';
  readonly title: string;
  readonly field: TextField;
}

/** A short menu. */
export interface ChoiceScreen {
  readonly kind: 'choice';
  readonly purpose:
    | 'planUp'
    | 'planDown'
    | 'stopRun'
    | 'filter'
    | 'draftParent'
    | 'answer'
    | 'newParent';
  readonly title: string;
  readonly lines: readonly Line[];
  readonly items: readonly {readonly label: string; readonly value: string}[];
}

/** The keys that work where it was opened. */
export interface HelpScreen {
  readonly kind: 'help';
  readonly scopes: readonly Scope[];
  readonly top: number;
}

/** Everything that can be done, to be found by writing a part of its name. */
export interface PaletteScreen {
  readonly kind: 'palette';
  readonly scopes: readonly Scope[];
  /** Whether it is the menu of the selected revision. */
  readonly onlyItem: boolean;
  readonly field: TextField;
  readonly list: ListState;
}
