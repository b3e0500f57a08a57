/** What can be asked for in the list of runs: words of people, and the states that they mean. */
export const kinds: { label: string; value: string }[] = [
  { label: 'all runs', value: '' },
  { label: 'what needs a look', value: 'refused,uncertain' },
  { label: 'what waits or is on its way', value: 'waiting,planned,running' },
  { label: 'what is done', value: 'done' },
  { label: 'what was cancelled', value: 'cancelled' },
];
