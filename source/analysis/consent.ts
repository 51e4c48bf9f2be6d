import type {LossKind} from '../dialects/statement.ts';
import {AthanorError} from '../errors.ts';
import {isLossKind, lossText, realLosses, type Loss} from './losses.ts';

/** What may be lost without another question. */
export interface Consent {
  /** Everything that is named. */
  readonly all: boolean;
  readonly allowed: readonly Allowance[];
}

/** One kind of loss, everywhere or of one object. */
export interface Allowance {
  readonly kind: LossKind;
  readonly object: string | undefined;
  /** Rows or values that were seen when it was agreed to; any number, when absent. */
  readonly atMost?: number | undefined;
}

/** Nothing may be lost. */
export const noConsent: Consent = {all: false, allowed: []};

/** Reads `KIND` or `KIND:OBJECT`. Throws `usage`. */
export function parseAllowance(text: string): Allowance {
  const cut = text.indexOf(':');
  const kind = cut === -1 ? text : text.slice(0, cut);
  const object = cut === -1 ? undefined : text.slice(cut + 1);
  if (isLossKind(kind) && object !== '') return {kind, object};
  throw new AthanorError('usage', `${JSON.stringify(text)} is nothing that --allow takes`, {
    hint: 'say drop-table, drop-column, drop-object, narrow-type or delete-rows, and behind a colon what it may befall: drop-column:account.note',
  });
}

/** The losses that nobody has consented to. */
export function unconsented(losses: readonly Loss[], {all, allowed}: Consent): readonly Loss[] {
  if (all) return [];
  return realLosses(losses).filter((loss) => !allowed.some((one) => covers(one, loss)));
}

/** Whether a loss is of this kind and object, and no larger than what was agreed to. */
function covers({kind, object, atMost}: Allowance, loss: Loss): boolean {
  const isMeant = kind === loss.kind && (object === undefined || object === loss.object);
  return isMeant && (atMost === undefined || (loss.count !== undefined && loss.count <= atMost));
}

/** A loss as a shell takes it for one word; no shell takes control characters in a way that can be shown. */
function shellWord({kind, object}: Pick<Loss, 'kind' | 'object'>): string {
  if (/\p{Cc}/u.test(object)) return kind;
  const word = `${kind}:${object}`;
  return /^[\w.,:@%+=/-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Refuses a plan that loses what nobody has consented to. Throws `loss`, with what to type. */
export function requireConsent(losses: readonly Loss[], consent: Consent): void {
  const open = unconsented(losses, consent);
  if (open.length === 0) return;
  const words = [...new Set(open.map(({kind, object}) => `--allow ${shellWord({kind, object})}`))];
  throw new AthanorError(
    'loss',
    `this would lose data:\n${open.map((loss) => `  ${lossText(loss)}`).join('\n')}`,
    {
      hint: `to go on: ${words.join(' ')}, or --yes for all of it`,
      details: {losses: open},
    },
  );
}
