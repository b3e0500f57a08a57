// Slack's markup, read into pieces. What a meeting said only ever becomes text; links lead nowhere but to http, https and mail.

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'struck'; pieces: Piece[] }
  | { kind: 'link'; to: string; text: string }
  | { kind: 'mention'; text: string };

const marks: [RegExp, 'bold' | 'italic' | 'struck'][] = [
  [/^\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\p{L}\p{N}])/u, 'bold'],
  [/^_([^\s_](?:[^_\n]*[^\s_])?)_(?![\p{L}\p{N}])/u, 'italic'],
  [/^~([^\s~](?:[^~\n]*[^\s~])?)~(?![\p{L}\p{N}])/u, 'struck'],
];

function plain(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function inAngles(inner: string): Piece {
  const [target = '', label] = inner.split('|', 2);
  if (/^[@#!]/.test(target)) {
    const name = plain(label || (target.slice(1).split('^')[0] ?? '')).replace(/^[@#]/, '');
    return { kind: 'mention', text: (target.startsWith('#') ? '#' : '@') + name };
  }
  if (/^(https?|mailto):/i.test(target)) return { kind: 'link', to: plain(target), text: plain(label || target) };
  return { kind: 'text', text: plain(`<${inner}>`) };
}

/** The pieces of one text. */
export function readMrkdwn(text: string): Piece[] {
  const pieces: Piece[] = [];
  let waiting = '';
  const add = (piece: Piece) => {
    if (waiting) pieces.push({ kind: 'text', text: plain(waiting) });
    waiting = '';
    pieces.push(piece);
  };

  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const angle = /^<([^<>\n]+)>/.exec(rest);
    const code = /^`([^`\n]+)`/.exec(rest);
    const inWord = at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!);
    const mark = inWord ? undefined : marks.map(([pattern, kind]) => ({ found: pattern.exec(rest), kind })).find(({ found }) => found);
    const found = angle ?? code ?? mark?.found;
    if (!found) {
      waiting += text[at];
      at += 1;
      continue;
    }
    if (angle) add(inAngles(found[1]!));
    else if (code) add({ kind: 'code', text: plain(found[1]!) });
    else add({ kind: mark!.kind, pieces: readMrkdwn(found[1]!) });
    at += found[0].length;
  }

  if (waiting) pieces.push({ kind: 'text', text: plain(waiting) });
  return pieces;
}
