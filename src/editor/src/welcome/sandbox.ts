import type { Connection } from '../api/types';

const here = ['127.0.0.1', 'localhost'];

/**
 * The sandbox's page by the name of each connection to it: connections to this machine are the sandbox's, and it has a page at the root of their address.
 * A mail server has no page; where the sandbox runs, one on this machine is its mailbox.
 */
export function pageOfSandbox(connections: readonly Pick<Connection, 'name' | 'settings'>[]): Map<string, string> {
  const pages = new Map<string, string>();
  for (const { name, settings } of connections) {
    const address = settings['baseUrl'];
    if (!address || !URL.canParse(address)) continue;
    const url = new URL(address);
    if (here.includes(url.hostname)) pages.set(name, `${url.origin}/`);
  }
  const [page] = pages.values();
  for (const { name, settings } of connections) {
    if (page && here.includes(settings['host'] ?? '')) pages.set(name, `${page}#mailbox`);
  }
  return pages;
}
