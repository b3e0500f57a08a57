import { describe, expect, it } from 'vitest';
import { changesOf, linesOf, problemOf, textsOf } from './lists';

const saved = { words: ['Falcon', 'Merger'], persons: [], domains: ['example.com'], feedbackTo: [] };

describe('the lists of what goes nowhere', () => {
  it('are texts with an entry a line, and lists again', () => {
    expect(textsOf(saved).words).toBe('Falcon\nMerger');
    expect(linesOf({ ...textsOf(saved), persons: '\n Anna Example \n\n' })).toEqual({ ...saved, persons: ['Anna Example'] });
  });

  it('say what was added and taken off, and nothing of empty lines', () => {
    expect(changesOf(saved, textsOf(saved))).toEqual([]);
    expect(changesOf(saved, { ...textsOf(saved), words: 'Falcon\n\nBudget' })).toEqual([
      'Words: “Budget” is added.',
      'Words: “Merger” is taken off.',
    ]);
  });

  it('name the entry that is wrong', () => {
    const problems = [{ path: 'domains[1]', message: 'It is no domain.', advice: 'Write the domain alone.' }];
    expect(problemOf('domains', { ...textsOf(saved), domains: 'example.com\nnone' }, problems)).toBe(
      '“none”: It is no domain. Write the domain alone.',
    );
    expect(problemOf('words', textsOf(saved), problems)).toBeUndefined();
  });
});
