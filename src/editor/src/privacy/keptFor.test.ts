import { expect, test } from 'vitest';
import { keptFor } from './keptFor';

test.each([
  [0, 'Not at all'],
  [1, '1 hour'],
  [72, '72 hours'],
  [78, '78 hours'],
  [720, '30 days'],
  [9600, '400 days'],
])('%i hours are %s', (hours, words) => expect(keptFor(hours)).toBe(words));
