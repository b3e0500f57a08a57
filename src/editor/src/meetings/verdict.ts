import type { Meeting } from '../api/types';
import type { Tone } from '../parts/Chip';

/** The answer to the one question of a run: did it get out? */
export function verdict(run: { state: string; deliveries: readonly { state: string }[] }): { tone: Tone; word: string } {
  const states = run.deliveries.map((delivery) => delivery.state);
  if (run.state === 'uncertain' || states.includes('uncertain')) return { tone: 'bad', word: 'Unclear, please look' };
  if (run.state === 'refused' || states.includes('refused'))
    return { tone: 'bad', word: states.includes('delivered') ? 'Not all of it' : 'No' };
  if (run.state === 'cancelled') return { tone: 'off', word: 'Cancelled' };
  if (states.includes('awaiting')) return { tone: 'wait', word: 'Waits for a yes' };
  if (run.state === 'waiting') return { tone: 'wait', word: 'Not yet' };
  if (run.state !== 'done') return { tone: 'wait', word: 'On its way' };
  return states.includes('delivered') ? { tone: 'good', word: 'Yes' } : { tone: 'off', word: 'Nothing to send' };
}

const order: Tone[] = ['bad', 'wait', 'good', 'off'];

/** The answer for a whole meeting: what needs a look first. */
export function verdictOf(meeting: Pick<Meeting, 'runs'>): { tone: Tone; word: string } {
  const all = meeting.runs.map(verdict).sort((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
  return all[0] ?? { tone: 'off', word: 'No recipe ran' };
}

export const deliveryTones: Record<string, Tone> = {
  pending: 'wait',
  awaiting: 'wait',
  delivered: 'good',
  refused: 'bad',
  cancelled: 'off',
  uncertain: 'bad',
  withdrawn: 'off',
};

/** The kind of occasion, and how often a person ran it again; the hash of data behind other kinds tells nobody anything. */
export function occasionOf(occasion: string): string {
  const [kind = '', rest] = occasion.split('.');
  const again = /^again-(\d+)$/.exec(rest ?? '');
  return again ? `${kind}, run again (${again[1]})` : kind;
}

/** What to call a meeting whose title is not kept, or not for the reader's eyes. */
export function nameOf(meeting: Pick<Meeting, 'title'>): string {
  return meeting.title || 'Meeting without a kept title';
}
