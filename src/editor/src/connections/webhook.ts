import type { Webhook } from '../api/types';
import type { Tone } from '../parts/Chip';

const labels: Record<string, string> = {
  guarded: 'works',
  'by-hand': 'by hand',
  'no-address': 'not there',
  'not-in-plan': 'not in the plan',
  'no-place': 'no place',
  trouble: 'tried again',
  failing: 'does not get through',
};

/** How a webhook stands, in a word or two. */
export function labelOf({ state }: Pick<Webhook, 'state'>): string {
  return labels[state] ?? 'not looked at yet';
}

/** Its colour: what is by choice or by plan is no trouble. */
export function toneOf({ state, works }: Pick<Webhook, 'state' | 'works'>): Tone {
  if (works) return 'good';
  if (state === 'failing' || state === 'no-place') return 'bad';
  return state === 'not-in-plan' || state === 'no-address' ? 'off' : 'wait';
}

/** Whether there is something to test, or to look at again. */
export function canBeTested({ state }: Pick<Webhook, 'state'>): boolean {
  return state !== 'by-hand' && state !== 'no-address';
}

/** Whether there is a secret to replace. */
export function canRotate({ state }: Pick<Webhook, 'state'>): boolean {
  return state === 'guarded' || state === 'failing' || state === 'by-hand';
}
