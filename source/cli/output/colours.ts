/** Paints text for a terminal, or leaves it as it is. */
type Paint = (text: string) => string;

/** What text is painted for; the words say the role, not the shade. */
export interface Colours {
  readonly id: Paint;
  readonly label: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly danger: Paint;
  readonly faint: Paint;
  readonly strong: Paint;
}

const plain: Paint = (text) => text;
const sgr =
  (open: number, close: number): Paint =>
  (text) =>
    `\u001B[${open}m${text}\u001B[${close}m`;

const none: Colours = {
  id: plain,
  label: plain,
  good: plain,
  warning: plain,
  danger: plain,
  faint: plain,
  strong: plain,
};

const painted: Colours = {
  id: sgr(33, 39),
  label: sgr(36, 39),
  good: sgr(32, 39),
  warning: sgr(33, 39),
  danger: sgr(31, 39),
  faint: sgr(2, 22),
  strong: sgr(1, 22),
};

/** Colours, or none of them. */
export const colours = (wanted: boolean): Colours => (wanted ? painted : none);
