import type {KeyPress} from '../keys/key-press.ts';

/** For so many milliseconds nothing that is typed counts. */
const deaf = 250;

/** Keys that come faster than this one after another come from a key that is held. */
const repeating = 150;

/** Decides which keys may count in a place that changes something: not those that were typed before it was seen. */
export interface Arming {
  readonly since: number;
  /** The key that led here, which may still be repeating. */
  readonly held: string | undefined;
  readonly heldAt: number;
  /** After so many milliseconds of silence the held key counts again; for ever deaf to it otherwise. */
  readonly quiet: number | undefined;
  /** Whether the held key came once at a pace at which a hand presses it; the first repetition does too. */
  readonly isSlow: boolean;
}

/** A place that was opened by a key. */
export function armed(by: KeyPress | undefined, now: number, quiet?: number): Arming {
  return {since: now, held: by?.name, heldAt: now, quiet, isSlow: false};
}

/** Whether a key counts, and what is known afterwards. */
export function admit(
  arming: Arming,
  press: KeyPress,
): {readonly arming: Arming; readonly counts: boolean} {
  const isOpen = press.at - arming.since >= deaf;
  if (press.name !== arming.held) return {arming: {...arming, held: undefined}, counts: isOpen};
  const {quiet} = arming;
  const gap = press.at - arming.heldAt;
  const isSlow = gap >= repeating;
  // Twice in a row no key that is held takes its time, only a hand does.
  const isNew = quiet !== undefined && (gap >= quiet || (isSlow && arming.isSlow));
  return {arming: {...arming, heldAt: press.at, isSlow}, counts: isOpen && isNew};
}
