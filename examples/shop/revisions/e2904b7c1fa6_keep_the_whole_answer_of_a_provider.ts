/**
 * keep the whole answer of a provider
 *
 * References of the new card provider have up to 120 characters, and support asked for more than
 * the status line of its answers.
 *
 * Revision: e2904b7c1fa6
 * Revises: 5d13f8ab62e0
 * Created: 2026-03-02T13:20:00Z
 */
import type {Operations} from 'athanor';

export const revision = 'e2904b7c1fa6';
export const downRevision = '5d13f8ab62e0';

export function upgrade(op: Operations) {
  op.renameColumn('payment', 'reference', 'provider_reference');
  op.renameConstraint('payment', 'payment_reference_unique', 'payment_provider_reference_unique');
  op.alterColumn('payment', 'provider_reference', {type: (t) => t.string().length(120)});
  op.alterColumn('payment', 'response', {type: (t) => t.json()});
}

export function downgrade(op: Operations) {
  op.alterColumn('payment', 'response', {type: (t) => t.text()});
  op.alterColumn('payment', 'provider_reference', {type: (t) => t.string().length(60)});
  op.renameConstraint('payment', 'payment_provider_reference_unique', 'payment_reference_unique');
  op.renameColumn('payment', 'provider_reference', 'reference');
}
