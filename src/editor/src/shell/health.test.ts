import { expect, test } from 'vitest';
import { healthReasons } from './health';

const report = (count: number | null) =>
  ({ status: 'degraded', store: 'stores', spooled: 0, concerns: [{ name: 'webhook', count, advice: 'Look at it.', degrades: true }] }) as never;

test('a concern is its advice, and how often only where that is more than once', () => {
  expect(healthReasons(report(1))).toEqual(['Look at it.']);
  expect(healthReasons(report(3))).toEqual(['Look at it. (3)']);
  expect(healthReasons(report(null))).toEqual(['Look at it.']);
});
