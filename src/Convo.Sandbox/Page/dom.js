'use strict';

// Text from meetings and messages only ever becomes text nodes; no markup is parsed from it.
const element = (name, className, ...children) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  node.append(...children);
  return node;
};
const byId = (id) => document.getElementById(id);
const get = async (path) => (await fetch(path)).json();
const post = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const json = await answer.json();
  if (!answer.ok) throw new Error(json.error);
  return json;
};

// Everything is asked for again and again; what has not changed is not drawn again, so that focus and scrolling stay.
const drawn = {};
const changed = (what, value) => {
  const text = JSON.stringify(value);
  if (drawn[what] === text) return false;
  drawn[what] = text;
  return true;
};

const say = (text, lost) => {
  byId('status').textContent = text;
  if (lost) byId('status').dataset.lost = 'true';
  else delete byId('status').dataset.lost;
};

const pressButton = (text, className, act) => {
  const node = element('button', className, text);
  node.type = 'button';
  node.addEventListener('click', () => void act(node));
  return node;
};

// Says how it went, and shows what came of it.
const attempt = async (act, done) => {
  try {
    await act();
    say(done);
  } catch (error) {
    say('Not done: ' + error.message);
  }
  await refresh();
};

const moment = (text) => {
  const at = new Date(text);
  const node = element('time', '', at.toLocaleString([], { dateStyle: 'medium', timeStyle: 'medium' }));
  node.dateTime = at.toISOString();
  return node;
};
