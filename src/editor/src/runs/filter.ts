import type { Run } from '../api/types';
import { verdict } from '../meetings/verdict';

export type Kind = 'all' | 'look' | 'open' | 'out' | 'nothing';

export const kinds: { value: Kind; label: string }[] = [
  { value: 'all', label: 'all runs' },
  { value: 'look', label: 'what needs a look' },
  { value: 'open', label: 'what is on its way or waits' },
  { value: 'out', label: 'what got out' },
  { value: 'nothing', label: 'what had nothing to send, or was cancelled' },
];

const tones = { look: 'bad', open: 'wait', out: 'good', nothing: 'off' } as const;

/** The runs of one kind and recipe; an empty recipe stands for all. */
export function filterRuns(items: readonly Run[], kind: Kind, recipe: string): Run[] {
  return items.filter((run) => (recipe === '' || run.recipe === recipe) && (kind === 'all' || verdict(run).tone === tones[kind]));
}
