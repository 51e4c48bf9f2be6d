import {structuredPatch} from 'diff';
import type {Tone} from '../theme/tones.ts';
import {span, type Line} from './spans.ts';
import {visible} from './visible.ts';

const tones: Readonly<Record<string, Tone>> = {'+': 'added', '-': 'removed', '\\': 'dim'};

/** Two texts to be compared, under their names. */
export interface Texts {
  readonly before: {readonly name: string; readonly text: string};
  readonly after: {readonly name: string; readonly text: string};
}

/** What `diffLines` makes: the lines, and how many of them are new or gone. */
export interface DiffText {
  readonly lines: readonly Line[];
  readonly added: number;
  readonly removed: number;
}

/** Two texts as a unified diff; no lines when they are equal. */
export function diffLines({before, after}: Texts): DiffText {
  const patch = structuredPatch(before.name, after.name, before.text, after.text);
  if (patch.hunks.length === 0) return {lines: [], added: 0, removed: 0};
  const lines: Line[] = [
    [span(`--- ${visible(before.name)}`, 'removed')],
    [span(`+++ ${visible(after.name)}`, 'added')],
  ];
  for (const hunk of patch.hunks) {
    const {oldStart, oldLines, newStart, newLines} = hunk;
    lines.push([span(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, 'hunk')]);
    for (const text of hunk.lines) lines.push([span(visible(text), tones[text.charAt(0)])]);
  }
  const count = (sign: string): number =>
    patch.hunks.flatMap((hunk) => hunk.lines).filter((text) => text.startsWith(sign)).length;
  return {lines, added: count('+'), removed: count('-')};
}
