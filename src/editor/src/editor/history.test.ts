import { describe, expect, it } from 'vitest';
import { begin, remember, type History } from './history';

const change = (history: History<string>, to: string, what: string, at: number) => remember(history, { kind: 'change', to, what, at });

describe('the history of a document', () => {
  it('takes changes back and makes them again', () => {
    const two = change(change(begin('a'), 'b', 'x', 0), 'c', 'y', 10);
    const back = remember(remember(two, { kind: 'undo' }), { kind: 'undo' });
    expect(back.now).toBe('a');
    expect(remember(back, { kind: 'undo' })).toBe(back);
    expect(remember(back, { kind: 'redo' }).now).toBe('b');
  });

  it('counts typing on in one field as one change', () => {
    const typed = change(change(begin(''), 'h', 'name', 0), 'hi', 'name', 900);
    expect(remember(typed, { kind: 'undo' }).now).toBe('');
    const later = change(typed, 'hi!', 'name', 5_000);
    expect(remember(later, { kind: 'undo' }).now).toBe('hi');
  });

  it('forgets what was taken back when something else is changed', () => {
    const other = change(remember(change(begin('a'), 'b', 'x', 0), { kind: 'undo' }), 'z', 'x', 10_000);
    expect(other.future).toEqual([]);
  });
});
