// The status page: signs in, asks the app how it stands every two seconds while somebody looks, and shows it.
import { change, forget, read, Refused, SignedOut } from './parts/api.js';
import { ask, fill, say } from './parts/dom.js';
import { showHealth } from './parts/health.js';
import { showQuarantine, showRejections } from './parts/intake.js';
import { nameOf, showMeetings } from './parts/meetings.js';
import { showConnections, showRecipes } from './parts/settings.js';

const often = 2_000;
const seldom = 10_000;
const page = (id) => document.getElementById(id);

const state = {
  mayChange: false, signedIn: false, limit: 20, timer: undefined, round: 0, readSettingsAt: 0,
  tests: new Map(), pages: new Map(), names: new Map(), sandbox: undefined,
};

// Signing in. The link carries its token in the fragment, which a browser sends to nobody; it is posted once and taken out of the address.
function takeToken() {
  const token = new URLSearchParams(location.hash.replace(/^#\/?/, '')).get('token');
  if (token) history.replaceState(null, '', location.pathname);
  return token;
}

async function signIn(token) {
  try {
    await change('/api/session', { body: { token } });
  } catch (error) {
    await showSignIn(error instanceof SignedOut ? 'This token lets nobody in. Check that it was copied whole.' : words(error));
    return;
  }
  await open();
}

async function showSignIn(error = '') {
  state.signedIn = false;
  clearTimeout(state.timer);
  page('board').hidden = page('session').hidden = true;
  page('signing-in').hidden = false;
  page('link-state').hidden = true;
  page('sign-in-error').textContent = error;
  page('token').focus();
}

async function open() {
  let session;
  try {
    session = (await read('/api/session')).data;
  } catch (error) {
    if (!(error instanceof SignedOut)) {
      lost(error);
      return;
    }
    page('platform-sign-in').hidden = !error.at;
    if (error.at) page('platform-sign-in-link').href = error.at;
    await showSignIn();
    return;
  }
  forget();
  Object.assign(state, { mayChange: session.role !== 'viewer', readSettingsAt: 0, signedIn: true });
  page('who').textContent = `${session.name} (${session.role})`;
  page('signing-in').hidden = true;
  page('board').hidden = page('session').hidden = false;
  await refresh();
}

// Reading and showing.
async function show(path, place, render) {
  const { data, changed } = await read(path);
  if (changed) fill(page(place), render(data));
  return data;
}

async function readSettings() {
  const connections = await show('/api/connections', 'connections', (list) => showConnections(list, { ...state, test: testConnection }));
  const recipes = await show('/api/recipes', 'recipes', (list) => showRecipes(list, { ...state, publish, off: switchOff }));
  state.names = new Map(recipes.items.map((recipe) => [recipe.id, recipe.name]));

  // Connections to this machine are the sandbox's; it has a page at the root of their address.
  const local = connections.items.map(({ name, settings }) => [name, new URL(settings.baseUrl)]).filter(([, url]) => url.hostname === '127.0.0.1');
  state.pages = new Map(local.map(([name, url]) => [name, `${url.origin}/`]));
  const sandbox = state.pages.get('sandbox');
  if (sandbox !== state.sandbox) {
    state.sandbox = sandbox;
    forget();
  }
  await show('/api/quarantine', 'quarantine', (list) => showQuarantine(list, { ...state, release }));
  await show('/api/rejections', 'rejections', showRejections);
}

async function refresh() {
  clearTimeout(state.timer);
  if (!state.signedIn || document.hidden) return;
  const round = ++state.round;
  try {
    if (Date.now() - state.readSettingsAt >= seldom) {
      await readSettings();
      state.readSettingsAt = Date.now();
    }
    await show('/api/health', 'health', showHealth);
    await show(`/api/meetings?limit=${state.limit}`, 'meetings', (list) => showMeetings(list, { ...state, again: runAgain, older: showOlder }));
    page('link-state').hidden = true;
  } catch (error) {
    if (error instanceof SignedOut) {
      await showSignIn('Your session has ended. Sign in again.');
      return;
    }
    lost(error);
  }
  if (round === state.round) state.timer = setTimeout(refresh, often);
}

function lost(error) {
  const text = error instanceof Refused ? `The app has a problem: ${words(error)} Trying again.` : 'Connection lost, trying again.';
  // Writing the same words again would have them read out again.
  if (page('link-state').hidden || page('link-state').textContent !== text) {
    page('link-state').textContent = text;
    page('link-state').hidden = false;
  }
  if (!state.signedIn) state.timer = setTimeout(open, often);
}

function words(error) {
  return error instanceof Refused ? error.message : 'The app does not answer. Is it running?';
}

// Changing. Everything that others will see asks first; what came of it is said and shown at once.
async function act(done, path, options) {
  try {
    const answer = await change(path, options);
    say(done);
    state.readSettingsAt = 0;
    await refresh();
    return answer;
  } catch (error) {
    if (error instanceof SignedOut) await showSignIn('Your session has ended. Sign in again.');
    else say(words(error));
    return undefined;
  }
}

async function runAgain(run, meeting) {
  const yes = await ask('Run again?', `${run.recipe} runs once more for "${nameOf(meeting)}" and posts anew; what it posted before stays.`, 'Run again');
  if (yes) await act('It runs again; the new run shows up in a moment.', `/api/runs/${encodeURIComponent(run.id)}/again`);
}

async function publish(recipe) {
  const yes = await ask('Publish?', `${recipe.name} runs for every meeting that becomes ready from now on.`, 'Publish');
  if (yes) await act(`${recipe.name} is on.`, `/api/recipes/${encodeURIComponent(recipe.id)}/publish`);
}

async function switchOff(recipe) {
  const yes = await ask('Switch off?', `${recipe.name} starts no more, and its runs that still wait are cancelled.`, 'Switch off');
  if (yes) await act(`${recipe.name} is off.`, `/api/recipes/${encodeURIComponent(recipe.id)}/off`);
}

async function release(entry) {
  const yes = await ask('Release?', 'It is taken in as if it had just come from Convo, and recipes may run for it.', 'Release');
  if (yes) await act('Released.', `/api/quarantine/${encodeURIComponent(entry.id)}/release`);
}

async function testConnection(connection) {
  const showTests = async (test) => {
    state.tests.set(connection.name, test);
    forget();
    await show('/api/connections', 'connections', (list) => showConnections(list, { ...state, test: testConnection }));
  };
  await showTests({ running: true });
  try {
    const found = await change(`/api/connections/${encodeURIComponent(connection.name)}/test`);
    await showTests(found);
    say(`${connection.name} ${found.works ? 'works' : 'does not work'}.`);
  } catch (error) {
    if (error instanceof SignedOut) await showSignIn('Your session has ended. Sign in again.');
    else await showTests({ failed: words(error) });
  }
}

function showOlder() {
  state.limit = Math.min(state.limit + 20, 100);
  refresh();
}

page('sign-in').addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = page('token').value.trim();
  page('sign-in').reset();
  await signIn(token);
});
page('sign-out').addEventListener('click', async () => {
  await change('/api/session', { method: 'DELETE' }).catch(() => undefined);
  await showSignIn();
});
document.addEventListener('visibilitychange', refresh);
addEventListener('hashchange', () => {
  const token = takeToken();
  if (token) signIn(token);
});

const token = takeToken();
await (token ? signIn(token) : open());
