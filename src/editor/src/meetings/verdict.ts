import type { Delivery, Meeting, Run } from '../api/types';
import type { Tone } from '../parts/Chip';

interface Verdict {
  tone: Tone;
  word: string;
}

/** The answer to the one question of a run: did it get out? */
export function verdict(run: { state: string; deliveries: readonly { state: string }[] }): Verdict {
  const states = run.deliveries.map((delivery) => delivery.state);
  if (states.includes('stands')) return { tone: 'bad', word: 'Could not be taken back' };
  if (states.includes('withdrawn')) return { tone: 'off', word: 'Taken back' };
  if (run.state === 'uncertain' || states.includes('uncertain')) return { tone: 'bad', word: 'Unclear, please look' };
  if (run.state === 'refused' || states.includes('refused'))
    return { tone: 'bad', word: states.includes('delivered') ? 'Not all of it' : 'No' };
  if (run.state === 'cancelled') return { tone: 'off', word: 'Cancelled' };
  if (states.includes('awaiting')) return { tone: 'wait', word: 'Waits for a yes' };
  if (run.state === 'waiting') return { tone: 'wait', word: 'Not yet' };
  if (run.state !== 'done') return { tone: 'wait', word: 'On its way' };
  return states.includes('delivered') ? { tone: 'good', word: 'Yes' } : { tone: 'off', word: 'Nothing to send' };
}

const words: Record<Meeting['gotOut']['word'], Verdict> = {
  yes: { tone: 'good', word: 'Yes' },
  partly: { tone: 'bad', word: 'Not all of it' },
  no: { tone: 'bad', word: 'No' },
  'on-its-way': { tone: 'wait', word: 'On its way' },
  uncertain: { tone: 'bad', word: 'Unclear, please look' },
  nothing: { tone: 'off', word: 'Nothing to send' },
};

/** The answer for a whole meeting, as the app gives it; in the words of its runs where they say it more exactly. */
export function verdictOf({ gotOut, runs, deletedAt, notRecalled }: Pick<Meeting, 'gotOut' | 'runs' | 'deletedAt' | 'notRecalled'>): Verdict {
  if (notRecalled.length > 0) return { tone: 'bad', word: 'Could not be taken back' };
  const states = runs.flatMap((run) => run.deliveries.map(({ state }) => state));
  if (deletedAt && states.includes('withdrawn')) return { tone: 'off', word: 'Taken back' };
  if (runs.length === 0) return { tone: 'off', word: 'No recipe ran' };
  return gotOut.word === 'on-its-way' && states.includes('awaiting') ? { tone: 'wait', word: 'Waits for a yes' } : words[gotOut.word];
}

const runWords: Record<Run['state'], string> = {
  waiting: 'waits',
  planned: 'about to start',
  running: 'on its way',
  done: 'done',
  refused: 'refused',
  uncertain: 'unclear',
  cancelled: 'cancelled',
};

/** How far a run is, in a word that reads on after a colon. */
export function runWord(state: Run['state']): string {
  return runWords[state];
}

const deliveryWords: Record<string, Verdict> = {
  pending: { tone: 'wait', word: 'on its way' },
  awaiting: { tone: 'wait', word: 'waits for a yes' },
  delivered: { tone: 'good', word: 'delivered' },
  refused: { tone: 'bad', word: 'refused' },
  cancelled: { tone: 'off', word: 'cancelled' },
  uncertain: { tone: 'bad', word: 'unclear' },
  withdrawn: { tone: 'off', word: 'taken back' },
  stands: { tone: 'bad', word: 'still there' },
};

/** How far a delivery is. */
export function deliveryVerdict({ state }: Pick<Delivery, 'state'>): Verdict {
  return deliveryWords[state] ?? { tone: 'wait', word: state };
}

/** The kind of occasion, and how often a person ran it again; the hash of data behind other kinds tells nobody anything. */
export function occasionOf(occasion: string): string {
  const [kind = '', rest] = occasion.split('.');
  const again = /^again-(\d+)$/.exec(rest ?? '');
  return again ? `${kind}, run again (${again[1]})` : kind;
}

/** What to call a meeting whose title is not kept, or not for the reader's eyes. */
export function nameOf(meeting: Pick<Meeting, 'title' | 'deletedAt'>): string {
  return meeting.title || (meeting.deletedAt ? 'Deleted meeting' : 'Meeting without a kept title');
}

/** What is left of a meeting that was deleted: counts, and nothing else. */
export function leftOf({ events, runs, takenBack, standing }: NonNullable<Meeting['tombstone']>): string {
  const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;
  const parts = [
    count(events, 'event'),
    count(runs, 'run'),
    takenBack > 0 && `${count(takenBack, 'message')} taken back`,
    standing > 0 && `${count(standing, 'message')} that could not be`,
  ];
  return `How many there were: ${parts.filter(Boolean).join(', ')}.`;
}
