import type { Connection } from '../api/types';

/** The sandbox's page by the name of each connection to it: connections to this machine are the sandbox's, and it has a page at the root of their address. */
export function pageOfSandbox(connections: readonly Pick<Connection, 'name' | 'settings'>[]): Map<string, string> {
  const pages = new Map<string, string>();
  for (const { name, settings } of connections) {
    const address = settings['baseUrl'];
    if (!address || !URL.canParse(address)) continue;
    const url = new URL(address);
    if (url.hostname === '127.0.0.1' || url.hostname === 'localhost') pages.set(name, `${url.origin}/`);
  }
  return pages;
}
