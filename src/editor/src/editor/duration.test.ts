import { expect, it } from 'vitest';
import { readDuration, writeDuration } from './duration';

it.each([
  ['PT20M', { amount: 20, unit: 'minutes' }],
  ['PT60M', { amount: 1, unit: 'hours' }],
  ['P1DT12H', { amount: 36, unit: 'hours' }],
  ['P7D', { amount: 7, unit: 'days' }],
  ['PT0S', { amount: 0, unit: 'minutes' }],
] as const)('%s is read', (text, span) => expect(readDuration(text)).toEqual(span));

it.each(['', 'P', 'PT', '20M', 'PT1.5H', 'tomorrow'])('%j is no duration', (text) => expect(readDuration(text)).toBeNull());

it('is written as it is read', () => {
  expect(writeDuration({ amount: 36, unit: 'hours' })).toBe('PT36H');
  expect(writeDuration({ amount: 2, unit: 'days' })).toBe('P2D');
  expect(writeDuration({ amount: -3, unit: 'minutes' })).toBe('PT0M');
});
