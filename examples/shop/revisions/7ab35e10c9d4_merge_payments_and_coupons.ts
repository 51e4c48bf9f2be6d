/**
 * merge payments and coupons
 *
 * Revision: 7ab35e10c9d4
 * Revises: e2904b7c1fa6, 91c6d03fe87b
 * Created: 2026-03-16T09:05:00Z
 */
import type {Operations} from 'athanor';

export const revision = '7ab35e10c9d4';
export const downRevision = ['e2904b7c1fa6', '91c6d03fe87b'];

export function upgrade(_op: Operations) {}

export function downgrade(_op: Operations) {}
