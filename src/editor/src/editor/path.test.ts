import { describe, expect, it } from 'vitest';
import { moved, nameOfPlace, valueAt, withValue } from './path';

const recipe = {
  name: 'A',
  steps: [
    { id: 'a', settings: { channel: '#x' } },
    { id: 'b', settings: {} },
  ],
};

describe('places in a recipe', () => {
  it('are named as the app names them', () => {
    expect(nameOfPlace(['steps', 0, 'settings', 'channel'])).toBe('steps[0].settings.channel');
    expect(nameOfPlace(['onlyIf', 'all', 1, 'fact'])).toBe('onlyIf.all[1].fact');
  });

  it('are changed without changing what was given', () => {
    const changed = withValue(recipe, ['steps', 0, 'settings', 'channel'], '#y');
    expect(valueAt(changed, ['steps', 0, 'settings', 'channel'])).toBe('#y');
    expect(recipe.steps[0]?.settings).toEqual({ channel: '#x' });
    expect(changed.steps[1]).toBe(recipe.steps[1]);
  });

  it('come into being with what is above them', () => {
    expect(withValue({}, ['onlyIf', 'all'], [])).toEqual({ onlyIf: { all: [] } });
  });

  it('are taken out with undefined', () => {
    expect(withValue(recipe, ['steps', 0], undefined).steps.map(({ id }) => id)).toEqual(['b']);
    expect(withValue({ a: 1, b: 2 }, ['a'], undefined)).toEqual({ b: 2 });
  });

  it('can be put into another order', () => {
    expect(moved(recipe, ['steps'], 1, 0).steps.map(({ id }) => id)).toEqual(['b', 'a']);
  });
});
