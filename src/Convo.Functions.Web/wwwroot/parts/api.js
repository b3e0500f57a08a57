// The API of the app. Every answer is data or an error with advice; nothing here touches the page.

/** Nobody is signed in (any more). `at` is where the platform signs people in, where it does. */
export class SignedOut extends Error {
  constructor(at) {
    super('Nobody is signed in.');
    this.at = at;
  }
}

/** The app said no, and what to do about it. */
export class Refused extends Error {
  constructor(problem, status) {
    super([problem?.detail ?? problem?.title ?? `The app answered ${status}.`, problem?.advice].filter(Boolean).join(' '));
  }
}

const known = new Map();
const patience = 15_000;

async function call(path, init) {
  const answer = await fetch(path, { ...init, cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(patience) });
  if (answer.status === 401) throw new SignedOut(answer.headers.get('X-Sign-In'));
  return answer;
}

async function problemOf(answer) {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
}

/** Reads; what the app says is unchanged is taken from the last time. `changed` tells whether there is anything new to show. */
export async function read(path) {
  const last = known.get(path);
  const answer = await call(path, { headers: last?.tag ? { 'If-None-Match': last.tag } : {} });
  if (answer.status === 304) return { data: last.data, changed: false };

  const text = await answer.text();
  // Health answers 503 with a report: that the app is unhealthy is an answer, not a failure to answer.
  if (!answer.ok && !(path === '/api/health' && answer.status === 503)) throw new Refused(parse(text), answer.status);
  if (last?.text === text) return { data: last.data, changed: false };

  const next = { tag: answer.headers.get('ETag'), text, data: parse(text) };
  known.set(path, next);
  return { data: next.data, changed: true };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Changes something. The header shows that it is our own page which asks. */
export async function change(path, { method = 'POST', body } = {}) {
  const headers = { 'X-Convo-Functions': '1' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const answer = await call(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw new Refused(await problemOf(answer), answer.status);
  return answer.status === 204 ? undefined : answer.json();
}

/** Forgets what was read: after a sign-in, everything is shown anew. */
export function forget() {
  known.clear();
}
