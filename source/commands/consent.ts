import {parseAllowance, unconsented, type Consent} from '../analysis/consent.ts';
import type {Loss} from '../analysis/losses.ts';
import type {MeasuredPlan} from './plan-to.ts';

/** Consent as it is given in words: `KIND` or `KIND:OBJECT`, or to everything. Throws `usage`. */
export function consentFrom({
  yes,
  allow,
}: {
  readonly yes: boolean;
  readonly allow: readonly string[];
}): Consent {
  return {all: yes, allowed: allow.map((text) => parseAllowance(text))};
}

/** Consent to losses as a person has seen them: to no more than was counted then. */
export function agreedTo(losses: readonly Loss[]): Consent {
  return {
    all: false,
    allowed: losses.map(({kind, object, count}) => ({kind, object, atMost: count})),
  };
}

/** What a plan would lose without anybody having consented to it. */
export const openLosses = ({losses}: MeasuredPlan, consent: Consent): readonly Loss[] =>
  unconsented(losses, consent);
