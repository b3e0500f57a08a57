// How the app stands, in a sentence that says why.
import { chip, h } from './dom.js';
import { moment } from './time.js';

const tones = { healthy: 'good', degraded: 'wait', unhealthy: 'bad' };

function reasons(health) {
  const found = [];
  if (health.store === 'down') {
    found.push(health.status === 'unhealthy'
      ? 'The store takes no rows: events can not be kept. Look at the disk of the data folder, and at the log.'
      : 'The store takes no rows just now. Events are kept in a file until it does; look at the disk of the data folder.');
  }
  if (health.spooled > 0) found.push(`${health.spooled} events wait in a file for the store.`);
  for (const concern of health.concerns ?? []) found.push(concern.count === undefined ? concern.advice : `${concern.count}: ${concern.advice}`);
  if (found.length === 0) found.push(health.status === 'healthy' ? 'Rows are written and read back.' : 'The spool file can not be written. Look at the disk of the data folder.');
  return found;
}

export function showHealth(health) {
  return h('p', {},
    chip(tones[health.status] ?? 'wait', health.status), ' ',
    reasons(health).join(' '), ' ',
    health.lastStoredAt ? ['Last event stored ', moment(health.lastStoredAt), '.'] : 'No event came in since the start.');
}
