// What the app finds wrong speaks of the recipe's file. Where a form stands in for the file, some of it is said as the form has it.
import type { RecipeDocument } from '../api/document';
import type { Problem } from '../api/types';

const nobody = /^steps\[(\d+)\]\.approve\.by$/;

/** The problems of a recipe in the words of its form. */
export function inWordsOfTheForm(problems: readonly Problem[], { id, name, steps }: RecipeDocument): Problem[] {
  return problems.flatMap((problem) => {
    const { path } = problem;
    if (path === 'name' && name.trim() === '') return { path, message: 'It has no name.', advice: 'Give it one that people will know it by.' };

    // The short name follows the name: once that is typed, this is well too.
    if (path === 'id' && id === '' && name.trim() === '') return [];
    if (path === 'steps' && steps.length === 0) return { path, message: 'It does nothing so far.', advice: 'Choose under "Then" what it does.' };

    const step = nobody.exec(path);
    return step && steps[Number(step[1])]?.approve?.by.length === 0
      ? { path, message: 'Nobody may say yes so far.', advice: 'Write the e-mail addresses of those who may.' }
      : problem;
  });
}
