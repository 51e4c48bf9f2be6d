import type {Area} from '../../layout.ts';
import type {State} from '../../store/state.ts';
import {inside, split} from '../split-layout.ts';

/** The three places of a merge on the screen. */
export interface MergeAreas {
  readonly graph: Area;
  readonly heads: Area;
  readonly file: Area;
}

const headsRows = {wide: 14, narrow: 8};

/** The frames of a merge on a screen of this size, and whether they stand side by side. */
export function mergeAreas(state: State): MergeAreas & {readonly isWide: boolean} {
  const {first, second, beside, isWide} = split(state, headsRows);
  return {graph: first, heads: second, file: beside, isWide};
}

/** The room inside each of the frames; the heads leave some for what is said of them. */
export function mergeRooms(state: State): MergeAreas {
  const {graph, heads, file} = mergeAreas(state);
  const room = inside(heads);
  const listed = Math.max(1, Math.min(6, room.height - 3));
  return {graph: inside(graph), heads: {width: room.width, height: listed}, file: inside(file)};
}
