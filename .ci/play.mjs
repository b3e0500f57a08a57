// Plays a scenario in a started app and waits for its message in #meetings. Every wait is bounded; an error says what was waited for.
// Usage: node play.mjs PORT SANDBOX_PORT APP_PID SCENARIO_FILE
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const [port, sandbox, app, file] = process.argv.slice(2);
const { meeting } = JSON.parse(readFileSync(file, 'utf8'));
const items = meeting.keypoints.actionItems.map(({ item }) => item);

async function ask(address, init) {
  const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return answer.json();
}

function alive() {
  try {
    process.kill(Number(app), 0);
  } catch {
    throw new Error('the app has ended');
  }
}

async function until(what, seconds, look) {
  const ends = Date.now() + seconds * 1000;
  let last = 'no answer';
  while (Date.now() < ends) {
    alive();
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error.cause?.code ?? error.message;
    }
    await pause(200);
  }
  throw new Error(`${what} did not happen within ${seconds} s (${last})`);
}

const held = async () => (await ask(`http://127.0.0.1:${sandbox}/control/slack/messages?channel=%23meetings`)).messages;

// The first command builds first.
await until('a healthy answer of GET /api/health', 420, async () => (await ask(`http://127.0.0.1:${port}/api/health`)).status === 'healthy');
await ask(`http://127.0.0.1:${sandbox}/control/meetings`, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ scenario: basename(file, '.json') }),
});
await until('the message in #meetings', 120, async () => (await held()).length > 0);

// A second one would come from the other events of the meeting, which are on their way by now.
await pause(2000);

// A message in a thread belongs to the one that began it.
const top = (await held()).filter((message) => !message.thread_ts || message.thread_ts === message.ts);
if (top.length !== 1) throw new Error(`#meetings holds ${top.length} messages and should hold one`);
const shown = JSON.stringify([top[0].text, top[0].blocks]);
if (!items.some((item) => shown.includes(item))) throw new Error(`the message holds none of the meeting's ${items.length} action items`);
