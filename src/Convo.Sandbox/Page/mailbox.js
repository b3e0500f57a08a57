'use strict';

// The mailbox's part of the page, apart from the rest but for dom.js. Text from mails only ever becomes text nodes: the HTML part is shown as its source.
{
  const line = (name, value) => [element('dt', '', name), element('dd', '', value)];

  const hidden = (title, text) => {
    const source = element('pre', '', text);
    source.tabIndex = 0;
    return element('details', '', element('summary', '', title), source);
  };

  const mail = (one) => {
    const at = new Date(one.at);
    const time = element('time', '', at.toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }));
    time.dateTime = one.at;
    const file = element('a', '', 'Save it as a file');
    file.href = '/control/mail/messages/' + one.id + '/raw';
    return element('article', 'mail',
      element('h3', '', one.subject || '(no subject)'),
      element('dl', '',
        ...line('From', one.shownFrom || one.from || '(nobody)'),
        ...line('Given to', one.recipients.join(', ')),
        ...line('Came', time)),
      element('div', 'words', one.text ?? '(no text part)'),
      ...(one.html ? [hidden('The HTML part, as its source', one.html)] : []),
      hidden('The whole mail, as it came', one.raw),
      element('p', '', file));
  };

  // A mail never changes: what is drawn stays, and what somebody opened in it stays open.
  let drawn = new Map();
  const refresh = async () => {
    const { messages } = await get('/control/mail/messages?latest=50');

    if (messages.length === drawn.size && messages.every((one) => drawn.has(one.id))) return;
    drawn = new Map(messages.map((one) => [one.id, drawn.get(one.id) ?? mail(one)]));
    byId('mailbox-empty').hidden = messages.length > 0;
    byId('mailbox-clear').hidden = messages.length === 0;
    byId('mails').replaceChildren(...[...drawn.values()].reverse());
  };

  const start = async () => {
    const { host, port, user, password } = await get('/control/mail');
    byId('mailbox-where').textContent = 'Mail is handed in at ' + host + ', port ' + port
      + ', without encryption, as user ' + user + ' with the password ' + password + '.';
    byId('mailbox-clear').addEventListener('click', async () => {
      await fetch('/control/mail/messages', { method: 'DELETE' });
      await refresh();
      byId('mailbox-title').focus();
    });
    await refresh();
    setInterval(() => {
      // When the sandbox is gone, the rest of the page says so.
      if (!document.hidden) refresh().catch(() => {});
    }, 1500);
  };

  void start();
}
