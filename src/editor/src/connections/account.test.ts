import { expect, test } from 'vitest';
import { creditsLeft, inside, planOf } from './account';

test('plans have the names that Convo gives them, and new ones their own', () => {
  expect(planOf('professional')).toBe('Professional');
  expect(planOf('team')).toBe('team');
});

test.each([
  [{ isUnlimited: true }, 'without limit'],
  [{ isUnlimited: false, remaining: 7, limit: 10 }, '7 of 10 left this month'],
  [{ isUnlimited: false, remaining: 0, limit: 10, exhaustedUntil: '2026-12-01T00:00:00Z' }, 'none left; what needs one waits'],
  [{ isUnlimited: false }, 'not known how many are left'],
])('of %j credits: %s', (ai, words) => expect(creditsLeft(ai)).toBe(words));

test('who is inside is told by the domains that are saved, or by whose account it is', () => {
  expect(inside('acme.com,  acme.de')).toBe('acme.com, acme.de');
  expect(inside(undefined)).toBe("addresses of the owner's own domain");
  expect(inside(' ')).toBe("addresses of the owner's own domain");
});
