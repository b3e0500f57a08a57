// Elements out of data. Text goes in as text nodes only, so that nothing from a meeting is ever read as markup.

/** An element with attributes and children; strings become text, empty children are left out. */
export function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === '') continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

/**
 * Puts new content into a place. Whoever was reading there by keyboard stays where they were: focus and opened details are carried over by key.
 */
export function fill(place, ...content) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const opened = new Set([...place.querySelectorAll('details[open]')].map((details) => details.dataset.key));
  place.replaceChildren(...content.flat(Infinity).filter(Boolean));
  for (const details of place.querySelectorAll('details')) {
    if (opened.has(details.dataset.key)) details.open = true;
  }
  if (focused) [...place.querySelectorAll('[data-key]')].find((element) => element.dataset.key === focused)?.focus({ preventScroll: true });
}

/** A link that leads out of the app; no link at all where the address is none of the web. */
export function outward(address, ...content) {
  return /^https?:\/\//i.test(address ?? '')
    ? h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, ...content)
    : h('span', {}, ...content);
}

/** A small label with a colour and a sign, so that the colour never says anything alone. */
export function chip(tone, ...content) {
  const sign = { good: '✓', wait: '…', bad: '!', off: '–' }[tone];
  return h('span', { class: `chip ${tone}` }, h('span', { 'aria-hidden': 'true' }, sign), ' ', ...content);
}

/** Asks before something is done that others will see. */
export function ask(title, text, yes) {
  const dialog = document.getElementById('question');
  document.getElementById('question-title').textContent = title;
  document.getElementById('question-text').textContent = text;
  document.getElementById('question-yes').textContent = yes;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

/** Tells what was done or why not, to eyes and screen readers alike. */
export function say(text) {
  document.getElementById('said').textContent = text;
}
