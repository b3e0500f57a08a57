// Slack's blocks, as far as our actions make them; others are named, so that nothing is left out silently.

export type Block =
  | { kind: 'header'; text: string }
  | { kind: 'section'; text: string; plain: boolean }
  | { kind: 'context'; texts: string[] }
  | { kind: 'actions'; labels: string[] }
  | { kind: 'divider' }
  | { kind: 'other'; name: string };

interface Raw {
  type?: string;
  text?: { type?: string; text?: string };
  elements?: { type?: string; text?: string | { text?: string } }[];
}

function textOf(text: string | { text?: string } | undefined): string {
  return typeof text === 'string' ? text : (text?.text ?? '');
}

/** What can be shown of blocks as the Slack API takes them. */
export function readBlocks(blocks: readonly unknown[]): Block[] {
  return blocks.map((given): Block => {
    const block = given as Raw;
    switch (block.type) {
      case 'header':
        return { kind: 'header', text: textOf(block.text) };
      case 'section':
        return { kind: 'section', text: textOf(block.text), plain: block.text?.type === 'plain_text' };
      case 'context':
        return { kind: 'context', texts: (block.elements ?? []).map(({ text }) => textOf(text)) };
      case 'actions':
        return { kind: 'actions', labels: (block.elements ?? []).map(({ text }) => textOf(text)) };
      case 'divider':
        return { kind: 'divider' };
      default:
        return { kind: 'other', name: block.type ?? 'unknown' };
    }
  });
}
