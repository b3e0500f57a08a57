// The HTML of a mail, read into the few elements that a preview shows. Everything else becomes text, and attributes but a link's target are dropped.

export type Shown = string | { tag: string; to?: string; inside: Shown[] };

const known = new Set([
  'p',
  'br',
  'hr',
  'ul',
  'ol',
  'li',
  'strong',
  'b',
  'em',
  'i',
  'h1',
  'h2',
  'h3',
  'a',
  'blockquote',
  'pre',
  'code',
  'div',
  'span',
  'table',
  'tbody',
  'tr',
  'td',
  'th',
]);
const empty = new Set(['br', 'hr']);
const left = new Set(['style', 'script', 'title', 'head']);
const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function text(source: string): string {
  return source.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, number: string, hex: string, name: string) => {
    if (name) return entities[name.toLowerCase()] ?? whole;
    const code = number ? Number(number) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** What a preview shows of a mail's HTML. */
export function readHtml(html: string): Shown[] {
  const root: Shown[] = [];
  const open: { tag: string; inside: Shown[] }[] = [{ tag: '', inside: root }];
  const put = (shown: Shown) => open[open.length - 1]!.inside.push(shown);
  let skipped: string | null = null;

  for (const [, closing, name, attributes, words] of html.matchAll(
    /<!(?:--[\s\S]*?--|[^>]*)>|<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gi,
  )) {
    const tag = name?.toLowerCase();
    if (skipped) {
      if (closing && tag === skipped) skipped = null;
    } else if (words !== undefined) {
      put(text(words));
    } else if (tag && !closing && left.has(tag)) {
      skipped = tag;
    } else if (tag && known.has(tag) && !closing) {
      const to = tag === 'a' ? text(/\shref\s*=\s*"([^"]*)"/i.exec(attributes ?? '')?.[1] ?? '') : '';
      const element = { tag, inside: [], ...(/^(https?:\/\/|mailto:)/i.test(to) ? { to } : {}) };
      put(element);
      if (!empty.has(tag)) open.push(element);
    } else if (tag && closing) {
      const at = open.findLastIndex((one) => one.tag === tag);
      if (at > 0) open.length = at;
    }
  }

  return root;
}
