import { describe, expect, it } from 'vitest';
import { occasionOf, verdict, verdictOf } from './verdict';

const run = (state: string, ...deliveries: string[]) => ({ state, deliveries: deliveries.map((one) => ({ state: one })) });

describe('did it get out?', () => {
  it.each([
    [run('done', 'delivered'), 'Yes', 'good'],
    [run('done'), 'Nothing to send', 'off'],
    [run('done', 'delivered', 'refused'), 'Not all of it', 'bad'],
    [run('refused'), 'No', 'bad'],
    [run('running', 'delivered', 'uncertain'), 'Unclear, please look', 'bad'],
    [run('running', 'awaiting'), 'Waits for a yes', 'wait'],
    [run('running', 'pending'), 'On its way', 'wait'],
    [run('waiting'), 'Not yet', 'wait'],
    [run('cancelled', 'cancelled'), 'Cancelled', 'off'],
  ])('%j is %s', (given, word, tone) => expect(verdict(given)).toEqual({ word, tone }));

  it('tells of a meeting what needs a look first', () => {
    expect(verdictOf({ runs: [run('done', 'delivered'), run('refused')] as never }).word).toBe('No');
    expect(verdictOf({ runs: [] }).word).toBe('No recipe ran');
  });

  it('says how often a person ran it again, and leaves hashes out', () => {
    expect(occasionOf('summary')).toBe('summary');
    expect(occasionOf('summary.again-2')).toBe('summary, run again (2)');
    expect(occasionOf('updated.9f8e7d')).toBe('updated');
  });
});
