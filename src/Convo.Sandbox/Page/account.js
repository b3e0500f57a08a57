'use strict';

// ---- meetings ----

let chosen;
let played = [];

const chosenMeeting = () => played.find((m) => m.conversationId === chosen);

const choose = (id) => {
  chosen = id;
};

const stateOf = (m) => [
  m.deleted && 'deleted', m.failed && 'transcript failed', m.hasKeypoints && 'key points', m.hasFeedback && 'feedback', m.shareUrl && 'shared',
].filter(Boolean).join(', ') || 'no key points';

const drawMeetings = ({ meetings }) => {
  played = meetings;
  if (!changed('meetings', [meetings, chosen])) return;
  const focused = document.activeElement?.dataset?.meeting;
  byId('no-meetings').hidden = meetings.length > 0;
  byId('played').replaceChildren(...meetings.map((m) => {
    const button = pressButton(m.title, '', async () => {
      choose(m.conversationId);
      await refresh();
    });
    button.dataset.meeting = m.conversationId;
    if (m.conversationId === chosen) button.setAttribute('aria-current', 'true');
    const facts = ', ' + m.minutes + ' min, ' + m.segments + ' segments: ' + stateOf(m);
    return element('li', m.deleted ? 'gone' : '', button, element('p', '', m.account + ', ', moment(m.start), facts));
  }));
  if (focused) [...byId('played').querySelectorAll('button')].find((b) => b.dataset.meeting === focused)?.focus();
  const meeting = chosenMeeting();
  if (changed('chosen', meeting?.conversationId)) byId('new-title').value = meeting?.title ?? '';
  byId('later').disabled = !meeting;
  byId('chosen').textContent = meeting ? meeting.title + ' (' + meeting.conversationId + ')' : 'No meeting chosen';
  for (const id of ['rename', 'refresh', 'fail', 'feedback', 'share', 'again', 'delete']) byId(id).disabled = !meeting || meeting.deleted;
  byId('recover').disabled = !meeting?.deleted;
  if (meeting && meeting.segments < 10) byId('feedback').disabled = true;
  byId('feedback-hint').hidden = !meeting || meeting.segments >= 10;
};

const listenToMeetings = () => {
  const path = (what) => '/control/meetings/' + encodeURIComponent(chosen) + '/' + what;
  const on = (id, act, done) => byId(id).addEventListener('click', () => void attempt(act, done));
  const send = (...events) => post(path('events'), { events, wait: false });
  on('rename', () => send({ event: 'conversation.updated', data: { title: byId('new-title').value || 'Untitled Conversation' } }), 'Renamed.');
  on('refresh', async () => {
    const { keypoints } = await get('/control/meetings/' + encodeURIComponent(chosen));
    const item = { item: byId('new-item').value || 'One more thing', owner: 'You', confidence: 0.9, priority: 'medium' };
    await post(path('keypoints'), { keypoints: { ...keypoints, actionItems: [...(keypoints?.actionItems ?? []), item] }, wait: false });
  }, 'The key points were made anew.');
  on('fail', () => send({ event: 'transcript.failed', data: { error: byId('reason').value || 'Unknown' } }), 'The transcript has failed.');
  on('feedback', () => post(path('feedback'), { wait: false }), 'The feedback is ready.');
  on('share', () => send('conversation.shared'), 'Shared.');
  on('again', () => send('conversation.created', ...(chosenMeeting().failed ? [] : ['transcript.ready']), ...(chosenMeeting().hasKeypoints
    ? ['conversation.keypoints.ready', 'conversation.summary.ready', 'conversation.action_items.ready'] : [])), 'The events were sent again.');
  on('delete', () => send('conversation.deleted'), 'Deleted.');
  on('recover', () => post(path('recover'), {}), 'The meeting is back.');
};

// ---- accounts ----

const cards = {};

const pick = (label, options, act) => {
  const select = element('select', '', ...options.map((o) => new Option(o, o)));
  select.addEventListener('change', () => void act(select.value));
  return { select, node: element('label', 'row', label + ' ', select) };
};

const card = (account) => {
  const change = (body, done) => attempt(() => post('/control/convo', { account, ...body }), done);
  const facts = element('dl', '');
  const plan = pick('Plan', ['free', 'starter', 'professional', 'enterprise'], (tier) => change({ tier }, 'The plan is ' + tier + ' now.'));
  const form = pick('Form of the answers', ['mixed', 'A', 'C', 'own'], (generation) => change({ generation }, 'Answers have the form ' + generation + ' now.'));
  form.select.lastChild.disabled = true;
  const used = element('input', '');
  used.type = 'number';
  used.min = '0';
  used.value = '100';
  const credits = element('p', 'row', element('label', 'row', 'Credits used ', used),
    pressButton('Set', '', () => change({ creditsUsed: Number(used.value) }, 'The used credits were set.')));
  const key = pressButton('', '', () => change({ revoked: !cards[account].revoked }, cards[account].revoked ? 'The key works again.' : 'The key is revoked.'));
  const events = element('input', '');
  events.type = 'checkbox';
  const load = pressButton('Load two weeks', '', () => attempt(
    () => post('/control/account', { scenario: 'two-weeks', account, events: events.checked }), 'Two weeks of meetings are in the account.'));
  const node = element('article', 'card', element('h3', '', account), facts, plan.node, form.node, credits, element('p', 'row', key),
    element('p', 'row', load, element('label', '', events, ' send their events')));
  return { node, facts, plan: plan.select, form: form.select, key, revoked: false };
};

const drawAccounts = ({ accounts }) => {
  if (!changed('accounts', accounts)) return;
  for (const a of accounts) {
    if (!cards[a.account]) byId('account-cards').append((cards[a.account] = card(a.account)).node);
    const one = cards[a.account];
    const facts = [
      ['Owner', a.owner + ', ' + a.email],
      ['Key', a.key + (a.revoked ? ' (revoked)' : '')],
      ['Calls', a.calls + ' answered, ' + a.refused + ' refused, at most ' + a.mostInAnHour + ' of ' + a.callsAnHour + ' in an hour'],
      ['AI credits', a.creditsUsed + ' used of ' + (a.creditsLimit ?? 'no limit')],
      ['Webhooks', String(a.webhooks)],
      ['Conversations', String(a.conversations)],
    ];
    one.facts.replaceChildren(...facts.flatMap(([name, value]) => [element('dt', '', name), element('dd', '', value)]));
    if (document.activeElement !== one.plan) one.plan.value = a.tier;
    if (document.activeElement !== one.form) one.form.value = a.generation;
    one.revoked = a.revoked;
    one.key.textContent = a.revoked ? 'Restore the key' : 'Revoke the key';
  }
};

// ---- faults ----

const toReceiver = [['webhook', "Convo's webhook deliveries"]];
const toCalls = [
  ['convo', "all of Convo's API"], ['/api/v1/conversations', 'Convo: conversations'], ['/api/v1/calendar', 'Convo: the calendar'],
  ['/api/v1/user/profile', 'Convo: the profile'], ['/api/v1/webhooks', 'Convo: webhooks'], ['slack', "all of Slack's API"],
  ['/slack/api/chat.postMessage', 'Slack: posting'], ['/slack/api/chat.update', 'Slack: editing'],
];
const toMail = [['mail', 'the mailbox']];
const kinds = [
  { fault: 'drop', where: toReceiver, words: 'a delivery gets lost' },
  { fault: 'double', where: toReceiver, words: 'a delivery comes twice' },
  { fault: 'delay', where: toReceiver, words: 'a delivery comes late', lasts: true },
  { fault: 'reorder', where: toReceiver, words: 'two deliveries change places' },
  { fault: '429', where: toCalls, words: 'too many requests (429)', moment: true },
  { fault: '500', where: toCalls, words: 'the server fails (500)', moment: true },
  { fault: 'html', where: toCalls, words: 'a proxy answers with a web page (502)', moment: true },
  { fault: 'drop', where: toCalls, words: 'the connection is cut without an answer', moment: true },
  { fault: 'hang', where: toCalls, words: 'there is no answer for a long time', lasts: true, moment: true },
  { fault: 'delay', where: toCalls, words: 'the answer comes late', lasts: true },
  { fault: 'shift', where: [['/api/v1/conversations', 'Convo: the list']], words: 'a meeting comes into the list between two pages', rows: 1 },
  { fault: 'shift', where: [['/api/v1/conversations', 'Convo: the list']], words: 'a meeting leaves the list between two pages', rows: -1 },
  { fault: '550', where: toMail, words: 'a recipient of a mail is refused for good (550)' },
  { fault: '450', where: toMail, words: 'a recipient of a mail is refused for now (450)' },
  { fault: 'drop', where: toMail, words: 'the connection is cut at the end of a mail', moment: true },
  { fault: 'hang', where: toMail, words: 'a mail gets no answer for a long time', lasts: true, moment: true },
  { fault: 'delay', where: toMail, words: 'the answer to a mail comes late', lasts: true },
];

const sideOf = (target) => target === 'webhook' ? toReceiver : /^mail(:|$)/.test(target) ? toMail : toCalls;
const kindOf = (f) => kinds.find((k) => k.fault === f.fault && sideOf(k.where[0][0]) === sideOf(f.target) && (!k.rows || k.rows * f.rows > 0));

const frequency = (f) => f.count ? 'at most ' + f.count + ' times' : f.probability ? Math.round(f.probability * 100) + ' times in a hundred' : 'every time';

const faultWords = (f) => {
  const where = [...(kindOf(f)?.where ?? []), ...toCalls].find(([target]) => target === f.target)?.[1] ?? f.target;
  return (kindOf(f)?.words ?? f.fault) + '; ' + where + '; ' + frequency(f) + (f.when === 'after' ? '; the work is done' : '');
};

const drawFaults = ({ faults }) => {
  if (!changed('faults', faults)) return;
  byId('no-faults').hidden = faults.length > 0;
  byId('clear-faults').hidden = faults.length === 0;
  byId('set-faults').replaceChildren(...faults.map((f) => {
    const remove = pressButton('Remove', '', () => attempt(() => fetch('/control/faults/' + f.id, { method: 'DELETE' }), 'The fault is gone.'));
    remove.setAttribute('aria-label', 'Remove: ' + faultWords(f));
    return element('li', 'row', element('span', '', faultWords(f) + ' (has struck ' + f.struck + ' times)'), remove);
  }));
};

const listenToFaults = () => {
  const show = () => {
    const kind = kinds[byId('fault').value];
    byId('target').replaceChildren(...kind.where.map(([value, words]) => new Option(words, value)));
    byId('length-row').hidden = !kind.lasts;
    byId('moment-row').hidden = !kind.moment;
  };
  byId('fault').replaceChildren(...kinds.map((k, index) => new Option(k.words, String(index))));
  byId('fault').addEventListener('change', show);
  show();
  byId('set-fault').addEventListener('click', () => {
    const kind = kinds[byId('fault').value];
    void attempt(() => post('/control/faults', {
      fault: kind.fault,
      target: byId('target').value,
      ...JSON.parse(byId('often').value),
      ...(kind.lasts ? { duration: byId('length').value } : {}),
      ...(kind.moment ? { when: byId('moment').value } : {}),
      ...(kind.rows ? { rows: kind.rows } : {}),
    }), 'The fault is set.');
  });
  byId('clear-faults').addEventListener('click', () => void attempt(() => fetch('/control/faults', { method: 'DELETE' }), 'Nothing goes wrong any more.'));
};

// ---- deliveries ----

const outcomes = {
  delivered: 'delivered', refused: 'refused', timeout: 'no answer in 10 s', unreachable: 'nobody there', dropped: 'lost on the way (a fault)',
};

const drawDeliveries = ({ deliveries }) => {
  if (!changed('deliveries', deliveries)) return;
  byId('no-deliveries').hidden = deliveries.length > 0;
  byId('delivery-scroll').hidden = deliveries.length === 0;
  byId('delivery-rows').replaceChildren(...deliveries.toReversed().map((d) => element('tr', d.outcome === 'delivered' ? '' : 'bad',
    element('td', '', moment(d.at)), element('td', '', d.event), element('td', '', d.conversationId ?? ''),
    element('td', '', (outcomes[d.outcome] ?? d.outcome) + (d.status ? ' (' + d.status + ')' : '')), element('td', '', d.url))));
};
