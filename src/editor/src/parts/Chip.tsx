import type { ReactNode } from 'react';

export type Tone = 'good' | 'wait' | 'bad' | 'off';

const signs: Record<Tone, string> = { good: '✓', wait: '…', bad: '!', off: '–' };

/** A small label with a colour and a sign, so that the colour never says anything alone. */
export function Chip({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{signs[tone]}</span> {children}
    </span>
  );
}
