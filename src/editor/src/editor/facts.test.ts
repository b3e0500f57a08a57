import { describe, expect, it } from 'vitest';
import type { Fact, Operator } from '../api/catalogue';
import { comparable, itemFacts, operatorWords, shown, snippet } from './facts';

const base = { group: 'keyPoints', cost: 'one-call', class: 'content', inConditions: true, sample: '' } as const;
const items: Fact = {
  ...base,
  path: 'actionItems',
  type: 'list',
  description: 'What is to be done.',
  members: [
    { ...base, path: 'actionItems.text', type: 'text', description: 'It.' },
    { ...base, path: 'actionItems.owner', type: 'text', description: 'Who.' },
  ],
};
const decisions: Fact = { ...base, path: 'decisions', type: 'list', description: 'What was decided.' };
const start: Fact = { ...base, path: 'meeting.start', type: 'time', description: 'When.' };

describe('facts', () => {
  it('offers lists with their counts, and the item first', () => {
    expect(comparable([items], items).map(({ path }) => path)).toEqual(['item.text', 'item.owner', 'actionItems', 'actionItems.count']);
    expect(itemFacts(decisions).map(({ path }) => path)).toEqual(['item']);
  });

  it('puts them into texts', () => {
    expect(snippet(start)).toBe("{{meeting.start | date: 'ddd d MMM, HH:mm'}}");
    expect(snippet(items)).toBe('{{#each actionItems}}• {{item.text}}\n{{/each}}');
    expect(snippet(decisions)).toBe('{{decisions | bullets}}');
  });

  it.each([
    ['is at least the given number', 'is at least'],
    ['is the given text, in any case', 'is'],
    ['is another text than the given one, in any case', 'is another text than'],
    ['matches the given regular expression somewhere, in any case', 'matches'],
    ['has an item that is the given text, in any case', 'has an item that is'],
    ['is before the given time', 'is before'],
  ])('reads "%s" as "%s"', (description, words) => {
    expect(operatorWords({ name: 'x', takes: 'text', description } satisfies Operator)).toBe(words);
  });

  it('keeps the words of comparisons that take nothing', () => {
    expect(operatorWords({ name: 'is-empty', takes: 'nothing', description: 'is known and empty' })).toBe('is known and empty');
  });

  it('shows values on one line', () => {
    expect(shown([{ text: 'Call', owner: 'Anna' }, { text: 'Write' }])).toBe('Call, Anna; Write');
    expect(shown([])).toBe('none');
    expect(shown(true)).toBe('yes');
  });
});
