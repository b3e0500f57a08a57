import type { Health } from '../api/types';
import type { Tone } from '../parts/Chip';

export const healthTones: Record<string, Tone> = { healthy: 'good', degraded: 'wait', unhealthy: 'bad' };

/** Why the app stands as it does, in sentences with what to do. */
export function healthReasons(health: Health): string[] {
  const found: string[] = [];
  if (health.store === 'down') {
    found.push(
      health.status === 'unhealthy'
        ? 'The store takes no rows: events can not be kept. Look at the disk of the data folder, or at the storage account, and at the log.'
        : 'The store takes no rows just now. Events are kept in a file until it does; look at the disk or the storage account.',
    );
  }
  if (health.spooled > 0) found.push(`${health.spooled} events wait in a file for the store.`);
  for (const { count, advice } of health.concerns) found.push(count && count > 1 ? `${advice} (${count})` : advice);
  if (found.length === 0 && health.status !== 'healthy')
    found.push('The file for events that wait can not be written. Look at the disk of the data folder.');
  return found;
}
