// A handler as a program of its own: it says what it got, and ends as it is told.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';

const root = process.env.FUNCTIONS_APP_ROOT_PATH;
const told = {
  port: process.env.FUNCTIONS_CUSTOMHANDLER_PORT,
  samePort: process.env.FUNCTIONS_CUSTOMHANDLER_PORT === process.env.FUNCTIONS_HTTPWORKER_PORT,
  hasId: Boolean(process.env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID) && process.env.FUNCTIONS_CUSTOMHANDLER_WORKER_ID === process.env.FUNCTIONS_HTTPWORKER_ID,
  root,
  folder: process.cwd(),
  setting: process.env.A_SETTING,
  arguments: process.argv.slice(2),
  pid: process.pid,
};

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => appendFileSync(join(root, 'warned.txt'), signal));
}

console.log(`starting ${process.pid}`);
if (process.argv.includes('never-listens')) {
  setInterval(() => {}, 60_000);
} else {
  createServer((request, response) => {
    const exit = /^\/api\/exit\/(\d+)/.exec(request.url);
    if (exit) {
      process.exit(Number(exit[1]));
    }

    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(told));
  }).listen(Number(told.port), '127.0.0.1');
}
