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

  it('names the switch where a public link needs it, once for all steps', () => {
    const message = 'It would make the meeting public, and the recipe does not say that it may.';
    const given = [0, 1].map((index) => ({ path: `steps[${index}]`, message, advice: 'Write JSON.' }));
    const told = inWordsOfTheForm(given, { ...emptyRecipe('UTC'), id: 'a', name: 'A' });
    expect(told.map(({ path }) => path)).toEqual(['share']);
    expect(told[0]?.advice).not.toContain('JSON');
  });

  it('leads to the questions for an answer that none gives, and is silent where the question is not well yet', () => {
    const given = [{ path: 'steps[0].settings', message: "No question of the recipe has the id 'risks'.", advice: 'Write JSON.' }];
    const document = { ...emptyRecipe('UTC'), id: 'a', name: 'A' };
    expect(inWordsOfTheForm(given, document)[0]?.advice).toContain('Ask the meeting');
    expect(inWordsOfTheForm(given, { ...document, questions: [{ id: 'risks', ask: '' }] })).toEqual([]);
  });

  it('says where AI credits are allowed', () => {
    const message = 'It uses answers.risks, which costs an AI credit for each meeting, and may spend none.';
    const [told] = inWordsOfTheForm([{ path: 'credits', message, advice: 'Write JSON.' }], { ...emptyRecipe('UTC'), id: 'a', name: 'A' });
    expect(told?.advice).toBe('Switch on “It may spend AI credits” and say how many a month, or take answers.risks out.');
  });

  it('stays as it is otherwise', () => {
    const given = [found('id'), found('steps[0].settings.channel')];
    expect(inWordsOfTheForm(given, { ...emptyRecipe('UTC'), id: 'Not good', name: 'Notes' })).toEqual(given);
  });
});
