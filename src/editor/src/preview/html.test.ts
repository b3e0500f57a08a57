import { describe, expect, it } from 'vitest';
import { readHtml } from './html';

describe("a mail's HTML", () => {
  it('keeps paragraphs, lists and links', () => {
    expect(readHtml('<p>Hi <strong>you</strong></p><ul><li><a href="https://example.org">plan</a></li></ul>')).toEqual([
      { tag: 'p', inside: ['Hi ', { tag: 'strong', inside: ['you'] }] },
      { tag: 'ul', inside: [{ tag: 'li', inside: [{ tag: 'a', to: 'https://example.org', inside: ['plan'] }] }] },
    ]);
  });

  it('never keeps scripts, styles, handlers or targets that run', () => {
    const shown = JSON.stringify(
      readHtml('<style>p{}</style><script>run()</script><p onclick="run()" style="x">a</p><a href="javascript:run()">b</a><img src=x>'),
    );
    expect(shown).toBe('[{"tag":"p","inside":["a"]},{"tag":"a","inside":["b"]}]');
  });

  it('shows what was escaped as text', () => {
    expect(readHtml('<p>&lt;script&gt; &amp; &#8220;x&#x201d;</p>')).toEqual([{ tag: 'p', inside: ['<script> & “x”'] }]);
  });

  it('survives what is not closed', () => {
    expect(readHtml('<p>a<b>b')).toEqual([{ tag: 'p', inside: ['a', { tag: 'b', inside: ['b'] }] }]);
  });
});
