// What the app finds wrong speaks of the recipe's file. Where a form stands in for the file, some of it is said as the form has it.
import type { RecipeDocument } from '../api/document';
import type { Problem } from '../api/types';

const nobody = /^steps\[(\d+)\]\.approve\.by$/;
const isPublic = 'It would make the meeting public, ';
const noQuestion = /^No question of the recipe has the id '(.+)'\.$/;
const noCredit = /^It uses (.+), which costs an AI credit for each meeting, and may spend none\.$/;

const consent: Problem = {
  path: 'share',
  message: 'It would make meetings public, and nobody has said that it may.',
  advice: 'Switch on “This recipe may make meetings public”, or take out what makes them so.',
};

/** The problems of a recipe in the words of its form. */
export function inWordsOfTheForm(problems: readonly Problem[], document: RecipeDocument): Problem[] {
  const { id, name, steps, questions } = document;

  // One switch answers it for all steps.
  const others = problems.filter(({ message }) => !message.startsWith(isPublic));
  const told = others.length < problems.length ? [...others, consent] : others;
  return told.flatMap((problem) => {
    const { path } = problem;
    if (path === 'name' && name.trim() === '') return { path, message: 'It has no name.', advice: 'Give it one that people will know it by.' };

    // The short name follows the name: once that is typed, this is well too.
    if (path === 'id' && id === '' && name.trim() === '') return [];
    if (path === 'steps' && steps.length === 0) return { path, message: 'It does nothing so far.', advice: 'Choose under "Then" what it does.' };

    const missing = noQuestion.exec(problem.message)?.[1];

    // A question that is not well yet is told of by itself.
    if (missing && questions?.some((question) => question.id === missing)) return [];
    if (missing && !questions?.length) {
      return {
        path,
        message: `No question has an answer of the name “${missing}”.`,
        advice: 'Add one under “Ask the meeting”, or take it out of the text.',
      };
    }

    const costs = path === 'credits' && noCredit.exec(problem.message)?.[1];
    if (costs) {
      return {
        path,
        message: `It uses ${costs}, which costs an AI credit for each meeting, and may spend none.`,
        advice: `Switch on “It may spend AI credits” and say how many a month, or take ${costs} out.`,
      };
    }

    const step = nobody.exec(path);
    return step && steps[Number(step[1])]?.approve?.by.length === 0
      ? { path, message: 'Nobody may say yes so far.', advice: 'Write the e-mail addresses of those who may.' }
      : problem;
  });
}
