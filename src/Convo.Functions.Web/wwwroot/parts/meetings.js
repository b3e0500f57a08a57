// Meetings, newest first, and for each run the one question: did it get out?
import { chip, h, outward } from './dom.js';
import { moment } from './time.js';

const shown = { pending: 'wait', delivered: 'good', refused: 'bad', cancelled: 'off', uncertain: 'bad', withdrawn: 'off', stands: 'bad' };

/** The answer to the question, in words and a tone. */
export function verdict(run) {
  const states = run.deliveries.map((delivery) => delivery.state);
  if (states.includes('uncertain')) return ['bad', 'Unclear, please look'];
  if (states.includes('stands')) return ['bad', 'Deleted, not all recalled'];
  if (states.includes('withdrawn')) return ['off', 'Taken back'];
  if (run.state === 'refused' || states.includes('refused')) return ['bad', states.includes('delivered') ? 'Not all of it' : 'No'];
  if (run.state === 'cancelled') return ['off', 'Cancelled'];
  if (run.state === 'waiting') return ['wait', 'Not yet'];
  if (run.state !== 'done') return ['wait', 'On its way'];
  return states.includes('delivered') ? ['good', 'Yes'] : ['off', 'Nothing to send'];
}

// Behind the kind stands 0, how often a person ran it again, or the hash of data, which tells nobody anything.
function occasionOf(run) {
  const [kind, rest] = run.occasion.split('.');
  const again = /^again-(\d+)$/.exec(rest ?? '');
  return again ? `${kind}, run again (${again[1]})` : kind;
}

function waits(run) {
  if (run.state !== 'waiting') return null;
  return h('p', {},
    run.waitsUntil && ['Waits until ', moment(run.waitsUntil), ' at most. '],
    run.looksAgainAt && ['Looks again ', moment(run.looksAgainAt), '.']);
}

function attempts(delivery) {
  if (delivery.attempts === 0) return null;
  return `${delivery.attempts} ${delivery.attempts === 1 ? 'attempt' : 'attempts'}`;
}

function showDelivery(delivery, pages) {
  const place = delivery.destination || delivery.connection;
  // What the sandbox's Slack holds is seen on the sandbox's page; its links lead nowhere.
  const link = delivery.link && (pages.get(delivery.connection) ?? delivery.link);
  return h('li', {},
    h('p', {},
      chip(shown[delivery.state] ?? 'wait', delivery.state), ' ',
      link ? outward(link, place) : place, ' ',
      h('span', { class: 'faint' },
        [delivery.action, attempts(delivery)].filter(Boolean).join(', '),
        delivery.deliveredAt && [', ', moment(delivery.deliveredAt)],
        delivery.state === 'pending' && delivery.notBefore && [', again ', moment(delivery.notBefore)])),
    delivery.reason && h('p', {}, delivery.reason),
    delivery.advice && h('p', { class: 'advice' }, delivery.advice));
}

function showRun(run, meeting, actions) {
  const [tone, word] = verdict(run);
  return h('article', { class: 'run' },
    h('div', { class: 'row between' },
      h('h4', {}, actions.names.get(run.recipe) ?? run.recipe, h('span', { class: 'faint' }, ` version ${run.version}, ${occasionOf(run)}`)),
      actions.mayChange && h('button', {
        type: 'button', class: 'quiet', 'data-key': `again ${run.id}`, onclick: () => actions.again(run, meeting),
      }, 'Run again', h('span', { class: 'visually-hidden' }, `: ${run.recipe} for ${nameOf(meeting)}`))),
    h('p', {}, h('strong', {}, 'Did it get out? '), chip(tone, word)),
    waits(run),
    run.reason && h('p', {}, run.reason),
    run.advice && h('p', { class: 'advice' }, run.advice),
    run.deliveries.length > 0 && h('ul', { class: 'plain' }, run.deliveries.map((delivery) => showDelivery(delivery, actions.pages))));
}

/** What to call a meeting whose title is not kept, or not for the reader's eyes. */
export function nameOf(meeting) {
  return meeting.title || 'Meeting without a kept title';
}

function showEvents(meeting) {
  return h('details', { 'data-key': `events ${meeting.connection} ${meeting.conversationId}` },
    h('summary', {}, `${meeting.events.length} ${meeting.events.length === 1 ? 'event' : 'events'}`),
    h('ul', { class: 'plain faint' }, meeting.events.map((event) => h('li', {},
      event.name, ', ', moment(event.receivedAt), `, by ${event.source}`,
      event.lateMinutes ? `, ${event.lateMinutes} min late` : ''))));
}

function showMeeting(meeting, actions) {
  return h('li', { class: 'card' },
    h('h3', { dir: 'auto' }, nameOf(meeting)),
    h('p', { class: 'faint' }, moment(meeting.firstSeen), ', by ', meeting.connection, ', ', h('code', {}, meeting.conversationId)),
    meeting.deletedAt && h('p', {}, chip('off', 'deleted'), ' Convo said so ', moment(meeting.deletedAt), '.'),
    meeting.runs.length > 0
      ? meeting.runs.toReversed().map((run) => showRun(run, meeting, actions))
      : h('p', {}, 'No recipe has run for it so far.'),
    showEvents(meeting));
}

function empty(sandbox) {
  return h('div', { class: 'card empty' },
    h('h3', {}, 'No meeting so far'),
    sandbox
      ? h('p', {}, 'Play one on the ', outward(sandbox, 'page of the sandbox'), ', and watch it come in here and go out to its Slack.')
      : h('p', {}, 'The next meeting that Convo announces shows up here. To try it without waiting, start the app with ', h('code', {}, '--sandbox'), '.'));
}

export function showMeetings(page, { sandbox, limit, ...actions }) {
  if (page.items.length === 0) return [empty(sandbox)];
  return [
    sandbox && h('p', { class: 'faint lead' }, 'Play another on the ', outward(sandbox, 'page of the sandbox'), '.'),
    h('ul', { class: 'plain list' }, page.items.map((meeting) => showMeeting(meeting, actions))),
    page.next && limit < 100 && h('button', { type: 'button', class: 'quiet', 'data-key': 'older', onclick: actions.older }, 'Show older meetings'),
  ];
}
