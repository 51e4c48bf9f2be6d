import type {KeyPress} from '../keys/key-press.ts';

/** For so many milliseconds nothing that is typed counts. */
const deaf = 250;

/** Decides which keys may count in a place that changes something: not those that were typed before it was seen. */
export interface Arming {
  readonly since: number;
  /** The key that led here, which may still be repeating. */
  readonly held: string | undefined;
  readonly heldAt: number;
  /** After so many milliseconds of silence the held key counts again; for ever deaf to it otherwise. */
  readonly quiet: number | undefined;
}

/** A place that was opened by a key. */
export function armed(by: KeyPress | undefined, now: number, quiet?: number): Arming {
  return {since: now, held: by?.name, heldAt: now, quiet};
}

/** Whether a key counts, and what is known afterwards. */
export function admit(
  arming: Arming,
  press: KeyPress,
): {readonly arming: Arming; readonly counts: boolean} {
  const isOpen = press.at - arming.since >= deaf;
  if (press.name !== arming.held) return {arming: {...arming, held: undefined}, counts: isOpen};
  const {quiet} = arming;
  const isNew = quiet !== undefined && press.at - arming.heldAt >= quiet;
  return {arming: {...arming, heldAt: press.at}, counts: isOpen && isNew};
}
