// Questions of a recipe: what they cost, and whether any text shows their answers.
import type { Action } from '../api/catalogue';
import type { Question, RecipeDocument } from '../api/document';

/** What so many questions cost that are asked, because a text shows their answers. */
export function creditsInWords(asked: number): string {
  if (asked === 0) return 'No text of a step shows an answer so far, so nothing is asked and no AI credit is spent.';
  return asked === 1
    ? 'One question is asked: it costs 1 AI credit for each meeting that the recipe runs on.'
    : `${asked} questions are asked: they cost ${asked} AI credits for each meeting that the recipe runs on.`;
}

/** Whether no text of a step shows the answer: then it is not asked, and costs nothing. */
export function unused(document: RecipeDocument, question: Question): boolean {
  return !mentions(document, `answers.${question.id}`);
}

/** Whether a text of a step shows a public link, or a step makes one. */
export function makesPublic(document: RecipeDocument, actions: readonly Pick<Action, 'name' | 'makesPublic'>[]): boolean {
  return mentions(document, 'share.url') || document.steps.some((step) => actions.some((one) => one.name === step.action && one.makesPublic));
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
