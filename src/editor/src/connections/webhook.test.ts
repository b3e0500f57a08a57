import { expect, test } from 'vitest';
import { canBeTested, canRotate, labelOf, toneOf } from './webhook';

test('what works is good, what fails is bad, and what the plan lacks is neither', () => {
  expect(toneOf({ state: 'guarded', works: true })).toBe('good');
  expect(toneOf({ state: 'by-hand', works: true })).toBe('good');
  expect(toneOf({ state: 'failing', works: false })).toBe('bad');
  expect(toneOf({ state: 'no-place', works: false })).toBe('bad');
  expect(toneOf({ state: 'not-in-plan', works: false })).toBe('off');
  expect(toneOf({ state: 'trouble', works: false })).toBe('wait');
});

test('a state that is not known has words too', () => {
  expect(labelOf({ state: 'unknown' })).toBe('not looked at yet');
  expect(labelOf({ state: 'of-tomorrow' })).toBe('not looked at yet');
});

test('only what is registered has a secret to rotate', () => {
  expect(canRotate({ state: 'guarded' })).toBe(true);
  expect(canRotate({ state: 'by-hand' })).toBe(true);
  expect(canRotate({ state: 'not-in-plan' })).toBe(false);
  expect(canBeTested({ state: 'no-address' })).toBe(false);
  expect(canBeTested({ state: 'failing' })).toBe(true);
});
