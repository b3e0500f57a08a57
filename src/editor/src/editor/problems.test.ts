import { describe, expect, it } from 'vitest';
import { emptyRecipe } from './begin';
import { inWordsOfTheForm } from './problems';

const found = (path: string) => ({ path, message: 'In the file.', advice: 'Write JSON.' });

describe('what is wrong with a recipe', () => {
  it('is said as the form has it while fields are empty', () => {
    const told = inWordsOfTheForm([found('id'), found('name'), found('steps')], emptyRecipe('UTC'));
    expect(told.map(({ path }) => path)).toEqual(['name', 'steps']);
    expect(told.every(({ message }) => message !== 'In the file.')).toBe(true);
  });

  it('asks for names where nobody may say yes', () => {
    const step = { id: 'a', action: 'x', version: 1, connection: 'y', settings: {}, approve: { by: [] } };
    const [told] = inWordsOfTheForm([found('steps[0].approve.by')], { ...emptyRecipe('UTC'), steps: [step] });
    expect(told?.message).toBe('Nobody may say yes so far.');
  });

  it('stays as it is otherwise', () => {
    const given = [found('id'), found('steps[0].settings.channel')];
    expect(inWordsOfTheForm(given, { ...emptyRecipe('UTC'), id: 'Not good', name: 'Notes' })).toEqual(given);
  });
});
