// Questions of a recipe: what they cost, and whether any text shows their answers.
import type { Question, RecipeDocument } from '../api/document';

/** What so many questions cost. */
export function creditsInWords(questions: number): string {
  return questions === 1
    ? 'The question costs 1 AI credit for each meeting that the recipe runs on.'
    : `The questions cost ${questions} AI credits for each meeting that the recipe runs on.`;
}

/** Whether no text of a step shows the answer: then it is not asked, and costs nothing. */
export function unused(document: RecipeDocument, question: Question): boolean {
  return !mentions(document, `answers.${question.id}`);
}

/** Whether a text of a step shows a public link. */
export function usesLink(document: RecipeDocument): boolean {
  return mentions(document, 'share.url');
}

function mentions(document: RecipeDocument, path: string): boolean {
  const name = new RegExp(`(^|[^a-zA-Z0-9_.-])${path.replaceAll(/[.-]/g, '\\$&')}([^a-zA-Z0-9_-]|$)`);
  return document.steps.some(({ settings }) => textsOf(settings).some((text) => text.includes('{{') && name.test(text)));
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  return [];
}
