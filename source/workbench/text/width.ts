const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const printableAscii = /^[ -~]*$/;
const zeroWidth = /^[\p{Mark}\p{Control}\p{Format}\p{Surrogate}]+$/u;
const emoji = /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2})/u;

/** Ranges of the East Asian characters that take two columns. */
const wide: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18dff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f2ff],
  [0x20000, 0x3fffd],
];

/** One character as a reader sees it, and the columns that a terminal gives it. */
export interface Grapheme {
  readonly text: string;
  readonly width: number;
}

/** The characters of a text with their widths. */
export function* graphemesOf(text: string): Generator<Grapheme> {
  for (const {segment} of graphemes.segment(text)) {
    yield {text: segment, width: graphemeWidth(segment)};
  }
}

/** How many columns a text takes in a terminal. */
export function textWidth(text: string): number {
  if (printableAscii.test(text)) return text.length;
  let width = 0;
  for (const grapheme of graphemesOf(text)) width += grapheme.width;
  return width;
}

function graphemeWidth(grapheme: string): number {
  if (printableAscii.test(grapheme)) return grapheme.length;
  if (zeroWidth.test(grapheme)) return 0;
  if (emoji.test(grapheme)) return 2;
  const point = grapheme.codePointAt(0) ?? 0;
  return wide.some(([from, to]) => point >= from && point <= to) ? 2 : 1;
}
