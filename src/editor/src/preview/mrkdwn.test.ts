import { describe, expect, it } from 'vitest';
import { readMrkdwn } from './mrkdwn';

describe("Slack's markup", () => {
  it('reads bold, italic, struck and code', () => {
    expect(readMrkdwn('*Plan* and _then_ ~not~ `x`').map(({ kind }) => kind)).toEqual([
      'bold',
      'text',
      'italic',
      'text',
      'struck',
      'text',
      'code',
    ]);
  });

  it('leaves marks inside words alone', () => {
    expect(readMrkdwn('2*3*4 snake_case_name')).toEqual([{ kind: 'text', text: '2*3*4 snake_case_name' }]);
  });

  it('makes links of http, https and mail only', () => {
    expect(readMrkdwn('<https://example.org|the plan>')).toEqual([{ kind: 'link', to: 'https://example.org', text: 'the plan' }]);
    expect(readMrkdwn('<javascript:run()|the plan>')[0]?.kind).toBe('text');
  });

  it('shows what was escaped as it was said', () => {
    expect(readMrkdwn('a &lt;b&gt; &amp;amp;')).toEqual([{ kind: 'text', text: 'a <b> &amp;' }]);
  });

  it('shows who is mentioned', () => {
    expect(readMrkdwn('<!channel> <@U123|anna>')).toEqual([
      { kind: 'mention', text: '@channel' },
      { kind: 'text', text: ' ' },
      { kind: 'mention', text: '@anna' },
    ]);
  });
});
