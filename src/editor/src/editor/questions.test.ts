import { expect, test } from 'vitest';
import type { RecipeDocument } from '../api/document';
import { creditsInWords, makesPublic, unused } from './questions';

const recipe = (text: string): RecipeDocument => ({
  schema: 1,
  id: 'r',
  name: 'R',
  when: { occasion: 'summary' },
  questions: [{ id: 'risks', ask: 'Which risks were named?' }],
  steps: [{ id: 's', action: 'slack.post-message', version: 1, connection: 'slack', settings: { text, blocks: [{ text: '' }] } }],
});

test('an answer that a text shows is used, and one of a longer name is another', () => {
  const question = { id: 'risks', ask: '' };
  expect(unused(recipe('{{answers.risks}}'), question)).toBe(false);
  expect(unused(recipe("{{meeting.title ?? answers.risks | upper}}"), question)).toBe(false);
  expect(unused(recipe('{{answers.risks-2}}'), question)).toBe(true);
  expect(unused(recipe('answers.risks'), question)).toBe(true);
});

test('a public link is seen in any text, and in a step that makes one', () => {
  expect(makesPublic(recipe('<{{share.url}}|read>'), [])).toBe(true);
  expect(makesPublic(recipe('{{event.shareUrl}}'), [{ name: 'slack.post-message', makesPublic: false }])).toBe(false);
  expect(makesPublic(recipe(''), [{ name: 'slack.post-message', makesPublic: true }])).toBe(true);
});

test('the price is told in words', () => {
  expect(creditsInWords(0)).toContain('no AI credit');
  expect(creditsInWords(1)).toContain('1 AI credit for');
  expect(creditsInWords(3)).toContain('3 AI credits');
});
