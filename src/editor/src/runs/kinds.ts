/** What can be asked for in the list of runs: words of people, the states that they mean, and which of them can be run again in one go. */
export const kinds: { label: string; value: string; again?: 'refused' | 'cancelled' }[] = [
  { label: 'all runs', value: '' },
  { label: 'what needs a look', value: 'refused,uncertain', again: 'refused' },
  { label: 'what waits or is on its way', value: 'waiting,planned,running' },
  { label: 'what is done', value: 'done' },
  { label: 'what was cancelled', value: 'cancelled', again: 'cancelled' },
];
