// Prints two ports that nobody listens on. Both are held at once, so they differ.
import { createServer } from 'node:net';

const servers = await Promise.all([0, 0].map((port) => new Promise((resolve, reject) => {
  const server = createServer().once('error', reject);
  server.listen(port, '127.0.0.1', () => resolve(server));
})));
console.log(servers.map((server) => server.address().port).join(' '));
for (const server of servers) server.close();
