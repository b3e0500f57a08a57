import { describe, expect, it } from 'vitest';
import { deliveryVerdict, leftOf, nameOf, occasionOf, verdict, verdictOf } from './verdict';

const run = (state: string, ...deliveries: string[]) => ({ state, deliveries: deliveries.map((one) => ({ state: one })) });
const meeting = (word: string, runs: ReturnType<typeof run>[], more: { deletedAt?: string; notRecalled?: string[] } = {}) =>
  ({ gotOut: { word, sentence: '' }, runs, notRecalled: [], ...more }) as never;

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
    [run('done', 'withdrawn'), 'Taken back', 'off'],
    [run('done', 'withdrawn', 'stands'), 'Could not be taken back', 'bad'],
  ])('%j is %s', (given, word, tone) => expect(verdict(given)).toEqual({ word, tone }));

  it.each([
    [meeting('yes', [run('done', 'delivered')]), 'Yes', 'good'],
    [meeting('no', [run('refused')]), 'No', 'bad'],
    [meeting('nothing', []), 'No recipe ran', 'off'],
    [meeting('nothing', [run('done')]), 'Nothing to send', 'off'],
    [meeting('on-its-way', [run('running', 'awaiting')]), 'Waits for a yes', 'wait'],
    [meeting('no', [run('done', 'withdrawn')], { deletedAt: 'now' }), 'Taken back', 'off'],
    [meeting('partly', [run('done', 'stands')], { deletedAt: 'now', notRecalled: ['a mail'] }), 'Could not be taken back', 'bad'],
  ])('a meeting %# is %s', (given, word, tone) => expect(verdictOf(given)).toEqual({ word, tone }));

  it('has plain words for a delivery, and for one that it does not know yet its own', () => {
    expect(deliveryVerdict({ state: 'stands' })).toEqual({ tone: 'bad', word: 'still there' });
    expect(deliveryVerdict({ state: 'new' }).word).toBe('new');
  });

  it('says how often a person ran it again, and leaves hashes out', () => {
    expect(occasionOf('summary')).toBe('summary');
    expect(occasionOf('summary.again-2')).toBe('summary, run again (2)');
    expect(occasionOf('updated.9f8e7d')).toBe('updated');
  });

  it('calls a deleted meeting so, and counts what is left of it', () => {
    expect(nameOf({ title: 'Budget' })).toBe('Budget');
    expect(nameOf({ deletedAt: 'now' })).toBe('Deleted meeting');
    expect(nameOf({})).toBe('Meeting without a kept title');
    expect(leftOf({ events: 6, runs: 1, takenBack: 1, standing: 0 })).toBe('How many there were: 6 events, 1 run, 1 message taken back.');
    expect(leftOf({ events: 1, runs: 2, takenBack: 0, standing: 2 })).toBe('How many there were: 1 event, 2 runs, 2 messages that could not be.');
  });
});
