'use strict';

const drawClock = ({ now }) => byId('clock').replaceWith(Object.assign(moment(now), { id: 'clock' }));

const refresh = async () => {
  try {
    const [replies, channels, messages, clock, accounts, meetings, faults, deliveries] = await Promise.all([
      get('/control/slack/replies'),
      get('/control/slack/channels'),
      get('/control/slack/messages?channel=' + encodeURIComponent(channel)),
      get('/control/clock'),
      get('/control/convo'),
      get('/control/meetings'),
      get('/control/faults'),
      get('/control/deliveries?last=100'),
    ]);
    told = replies.replies;
    drawChannels(channels);
    drawMessages(messages);
    drawClock(clock);
    drawAccounts(accounts);
    drawMeetings(meetings);
    drawFaults(faults);
    drawDeliveries(deliveries);
    if (byId('status').dataset.lost) say('');
  } catch {
    say('The sandbox does not answer. Is it still running?', true);
  }
};

const play = async (scenario) => {
  const account = byId('into').value;
  try {
    const { conversationId } = await post('/control/meetings', { scenario, account, hold: !byId('send').checked, wait: false });
    choose(conversationId);
    say('Played ' + scenario + ' as ' + conversationId + '.');
  } catch (error) {
    say('Not played: ' + error.message);
  }
  await refresh();
};

const start = async () => {
  byId('advance').addEventListener('click', () => void attempt(() => post('/control/clock', { advance: 'PT10M' }), 'The clock was moved on 10 minutes.'));
  listenToMeetings();
  listenToFaults();
  const { people } = await get('/control/slack/people');
  byId('person').replaceChildren(...people.map((p) => new Option(p.name, p.email)));
  const { accounts } = await get('/control/convo');
  byId('into').replaceChildren(...accounts.map((a) => new Option(a.account, a.account, false, a.account === 'professional')));
  const { scenarios } = await get('/control/scenarios');
  scenarios.sort((a, b) => (b.name === 'weekly-sync') - (a.name === 'weekly-sync'));
  byId('scenarios').replaceChildren(...scenarios.map((s) =>
    element('li', '', pressButton(s.name, '', () => play(s.name)), element('p', '', s.description))));
  await refresh();
  setInterval(() => {
    if (!document.hidden) void refresh();
  }, 1500);
};

void start();
