// What did not come in as it should: signed bodies that could not be read, and deliveries that were turned away.
import { chip, h } from './dom.js';
import { moment } from './time.js';

const causes = {
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
  'not-stored': 'could not be stored: look at the health above',
};

function showEntry(entry, actions) {
  return h('li', { class: 'card' },
    h('p', {}, chip(entry.releasedAt ? 'off' : 'bad', entry.releasedAt ? 'released' : 'waits'), ' ', entry.reason),
    h('p', { class: 'faint' }, moment(entry.receivedAt), `, by ${entry.connection}, ${entry.bytes} bytes`,
      entry.releasedAt && [', released ', moment(entry.releasedAt), ` by ${entry.releasedBy}`]),
    actions.mayChange && !entry.releasedAt && h('button', { type: 'button', class: 'quiet', 'data-key': `release ${entry.id}`, onclick: () => actions.release(entry) },
      'Release', h('span', { class: 'visually-hidden' }, `: ${entry.reason}`)));
}

export function showQuarantine(list, actions) {
  if (list.items.length === 0) return [h('p', { class: 'card empty' }, 'Empty. Everything that Convo signed could be read.')];
  return [h('ul', { class: 'plain list' }, list.items.map((entry) => showEntry(entry, actions)))];
}

/** The counts of all hours together, by reason and connection. */
function sums(items) {
  const found = new Map();
  for (const { connection, reason, count } of items) {
    const key = `${connection} ${reason}`;
    found.set(key, { connection, reason, count: count + (found.get(key)?.count ?? 0) });
  }
  return [...found.values()].sort((a, b) => b.count - a.count);
}

export function showRejections(list) {
  const since = h('p', { class: 'faint' }, 'Counted since ', moment(list.since), ', two days at most.');
  if (list.items.length === 0) return [h('p', { class: 'card empty' }, 'No delivery was turned away.'), since];
  return [
    h('ul', { class: 'plain card' }, sums(list.items).map(({ connection, reason, count }) =>
      h('li', {}, h('strong', {}, count), ` ${causes[reason] ?? reason} `, h('span', { class: 'faint' }, `(${connection})`)))),
    since,
  ];
}
