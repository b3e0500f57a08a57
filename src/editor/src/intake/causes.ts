import type { Rejection } from '../api/types';

/** Why deliveries were turned away, in words; each begins where "3 deliveries" ends. */
export const causes: Record<string, string> = {
  'no-signature': 'came without a signature',
  'wrong-signature': 'were signed with no secret that is valid',
  'several-signatures': 'came with more than one signature',
  'old-secret': 'were signed with a secret that is no longer valid: remove old webhooks at Convo',
  'unknown-connection': 'were for a connection that is not there',
  'no-secret': 'were for a connection that has no webhook secret so far',
  'too-large': 'were too large',
  compressed: 'were compressed, which Convo does not do',
  'too-slow': 'did not come in time',
  'wrong-method': 'were not a POST',
  'forged-trigger': 'posed as the Functions host, which alone may call where they were sent',
  'not-stored': 'could not be stored: look at the health of the app',
};

/** The counts of all hours together, by reason and connection, most first. */
export function sums(
  items: readonly Pick<Rejection, 'connection' | 'reason' | 'count'>[],
): { connection: string; reason: string; count: number }[] {
  const found = new Map<string, { connection: string; reason: string; count: number }>();
  for (const { connection, reason, count } of items) {
    const key = `${connection} ${reason}`;
    found.set(key, { connection, reason, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}
