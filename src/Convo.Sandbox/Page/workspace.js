'use strict';

// ---- Slack's mrkdwn ----

const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

const angle = (inner) => {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? '' : unescape(inner.slice(bar + 1));
  if (/^[@#!]/.test(target)) {
    const name = label || target.slice(1).split('^')[0];
    return element('span', 'mention', (target[0] === '#' ? '#' : '@') + name.replace(/^[@#]/, ''));
  }
  if (/^(https?|mailto):/i.test(target)) {
    const link = element('a', '', label || unescape(target));
    link.href = unescape(target);
    link.rel = 'noopener noreferrer';
    link.target = '_blank';
    return link;
  }
  return document.createTextNode(unescape('<' + inner + '>'));
};

const marks = [
  [/^`([^`\n]+)`/, 'code'],
  [/^\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}])/u, 'strong'],
  [/^_([^\s_](?:[^_\n]*[^\s_])?)_(?![\p{L}\p{N}])/u, 'em'],
  [/^~([^\s~](?:[^~\n]*[^\s~])?)~(?![\p{L}\p{N}])/u, 's'],
];

const inline = (text, into) => {
  let plain = '';
  const flush = () => {
    if (plain) into.append(unescape(plain));
    plain = '';
  };
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const tag = /^<([^<>\n]+)>/.exec(rest);
    const before = at === 0 ? '' : text[at - 1];
    const mark = /[\p{L}\p{N}]/u.test(before) ? undefined : marks.find(([pattern]) => pattern.test(rest));
    if (tag) {
      flush();
      into.append(angle(tag[1]));
      at += tag[0].length;
    } else if (mark) {
      flush();
      const found = mark[0].exec(rest);
      const node = element(mark[1], '');
      if (mark[1] === 'code') node.append(unescape(found[1]));
      else inline(found[1], node);
      into.append(node);
      at += found[0].length;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  flush();
  return into;
};

const mrkdwn = (text) => {
  const out = document.createDocumentFragment();
  text.split('```').forEach((part, index) => {
    if (index % 2 === 1) {
      out.append(element('pre', '', unescape(part)));
      return;
    }
    let list;
    let paragraph = [];
    const close = () => {
      if (paragraph.join('').trim()) out.append(inline(paragraph.join('\n'), element('p', '')));
      paragraph = [];
    };
    for (const line of part.split('\n')) {
      const bullet = /^\s*(?:•|-|\*)\s+(.*)$/u.exec(line);
      const quote = /^&gt;\s?(.*)$/.exec(line);
      if (bullet) {
        close();
        if (!list) out.append(list = element('ul', ''));
        list.append(inline(bullet[1], element('li', '')));
      } else {
        list = undefined;
        if (quote) {
          close();
          out.append(inline(quote[1], element('blockquote', '')));
        } else {
          paragraph.push(line);
        }
      }
    }
    close();
  });
  return out;
};

// ---- messages ----

const textObject = (text, className) => text?.type === 'plain_text'
  ? element('p', className, text.text)
  : element('div', className, mrkdwn(text?.text ?? ''));

const richText = (node) => {
  if (node.type === 'rich_text_list') return element('ul', '', ...node.elements.map((item) => element('li', '', richText(item))));
  if (Array.isArray(node.elements)) return element(node.type === 'rich_text_quote' ? 'blockquote' : 'p', '', ...node.elements.map(richText));
  if (node.type === 'link') return angle(node.url + '|' + (node.text ?? node.url));
  return document.createTextNode(node.text ?? (node.name ? ':' + node.name + ':' : ''));
};

// Only who has pressed sees what the app answers; here, everybody is one person at a time.
const press = async (button, ts) => {
  try {
    const answer = await post('/control/slack/press', { channel, ts, action: button.action_id, user: byId('person').value });
    say(answer.status === 200 ? 'Pressed ' + (button.text?.text ?? '') + '.' : 'The app did not take it: ' + (answer.status ?? answer.body) + '.');
  } catch (error) {
    say('Not pressed: ' + error.message);
  }
  await refresh();
};

const actionButton = (one, ts) => {
  const button = element('button', one.style === 'danger' ? 'danger' : '', one.text?.text ?? one.type);
  button.type = 'button';
  button.addEventListener('click', () => void press(one, ts));
  return button;
};

const block = (one, ts) => {
  switch (one.type) {
    case 'header': return element('p', 'header', one.text?.text ?? '');
    case 'divider': return element('hr', '');
    case 'context': return element('div', 'context', ...one.elements.map((e) => e.text ? textObject(e, '') : element('span', '', e.alt_text ?? '')));
    case 'section': return element('div', '', ...(one.text ? [textObject(one.text, '')] : []),
      ...(one.fields ? [element('div', 'fields', ...one.fields.map((f) => textObject(f, '')))] : []));
    case 'actions': return element('div', 'actions', ...one.elements.map((e) => actionButton(e, ts)));
    case 'rich_text': return element('div', '', ...one.elements.map(richText));
    case 'image': return element('p', 'context', 'Image: ' + (one.alt_text ?? ''));
    default: return element('p', 'context', 'Block of type ' + one.type);
  }
};

const message = (one, replies) => {
  const at = new Date(Number(one.ts) * 1000);
  const time = element('time', '', at.toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }));
  time.dateTime = at.toISOString();
  const who = element('p', 'who', 'Convo ', time);
  if (one.edits.length > 0) who.append(element('span', 'edited', '(edited)'));
  const content = Array.isArray(one.blocks) && one.blocks.length > 0 ? one.blocks.map((b) => block(b, one.ts)) : [mrkdwn(one.text)];
  const node = element('article', 'message', who, ...content);
  for (const reply of told.filter((r) => r.ts === one.ts)) {
    node.append(element('div', 'told', element('p', 'context', 'Only visible to ' + reply.user), mrkdwn(reply.text)));
  }
  if (replies.length > 0) {
    node.append(element('div', 'thread',
      element('h3', '', replies.length === 1 ? '1 reply' : replies.length + ' replies'), ...replies.map((r) => message(r, []))));
  }
  return node;
};

// ---- the workspace ----

let channel = '#meetings';
let told = [];

const drawChannels = ({ channels }) => {
  if (!changed('channels', [channels, channel])) return;
  const focused = document.activeElement?.dataset?.channel;
  byId('channels').replaceChildren(...channels.map((c) => {
    const isDirect = c.name.startsWith('@');
    const name = isDirect ? c.name : '#' + c.name;
    const hint = c.archived ? ', archived' : c.member ? '' : ', bot not in it';
    const button = element('button', '', (isDirect ? '' : c.private ? '🔒 ' : '# ') + c.name + ' (' + c.messages + hint + ')');
    button.type = 'button';
    button.dataset.channel = name;
    if (name === channel) button.setAttribute('aria-current', 'true');
    button.addEventListener('click', () => {
      channel = name;
      void refresh();
    });
    return element('li', '', button);
  }));
  if (focused) [...byId('channels').querySelectorAll('button')].find((b) => b.dataset.channel === focused)?.focus();
};

const drawMessages = ({ messages }) => {
  if (!changed('messages', [messages, channel, told])) return;
  byId('channel-title').textContent = channel;
  byId('empty').hidden = messages.length > 0;
  const firsts = messages.filter((m) => !m.thread_ts || m.thread_ts === m.ts);
  byId('messages').replaceChildren(...firsts.map((m) => message(m, messages.filter((r) => r.thread_ts === m.ts && r.ts !== m.ts))));
  byId('messages').scrollTop = byId('messages').scrollHeight;
};
