// The lists of what goes nowhere, each as a text with one entry a line: long ones can be pasted, and every keyboard can edit them.
import type { Privacy, Problem } from '../api/types';

type Name = 'words' | 'persons' | 'domains' | 'feedbackTo';

/** The lists as they are typed. */
export type Texts = Record<Name, string>;

/** Each list, and what it does. */
export const lists: readonly { name: Name; title: string; does: string; example: string }[] = [
  {
    name: 'words',
    title: 'Words',
    does: 'No message holds any of them. Whole words count, or several in a row; capitals and accents make no difference.',
    example: 'Project Falcon',
  },
  {
    name: 'persons',
    title: 'Persons',
    does: 'They are mentioned nowhere: names, in either order, or mail addresses.',
    example: 'Anna Example',
  },
  {
    name: 'domains',
    title: 'Domains',
    does: 'No mail goes there and no link leads there, nor to anything below them.',
    example: 'example.com',
  },
  {
    name: 'feedbackTo',
    title: 'Where feedback may go',
    does: 'Feedback on how somebody communicates goes nowhere but here: to the direct message of the person whom it is about. With several accounts, each line begins with the account.',
    example: 'acme: U12345678',
  },
];

/** The lists as texts. */
export function textsOf(saved: Privacy): Texts {
  return Object.fromEntries(lists.map(({ name }) => [name, saved[name].join('\n')])) as Texts;
}

/** The texts as lists; empty lines are none. */
export function linesOf(texts: Texts): Record<Name, string[]> {
  return Object.fromEntries(lists.map(({ name }) => [name, linesIn(texts[name])])) as Record<Name, string[]>;
}

/** What was put on the lists and taken off, in words; a new order is no change that anybody would notice. */
export function changesOf(saved: Privacy, texts: Texts): string[] {
  return lists.flatMap(({ name, title }) => {
    const now = linesIn(texts[name]);
    return [
      ...now.filter((line) => !saved[name].includes(line)).map((line) => `${title}: “${line}” is added.`),
      ...saved[name].filter((line) => !now.includes(line)).map((line) => `${title}: “${line}” is taken off.`),
    ];
  });
}

/** What is wrong with a list, with the entry that it is about. */
export function problemOf(name: Name, texts: Texts, problems: readonly Problem[]): string | undefined {
  const found = problems.filter(({ path }) => path === name || path.startsWith(`${name}[`));
  const lines = linesIn(texts[name]);
  const sentences = found.map(({ path, message, advice }) => {
    const entry = lines[Number(/\[(\d+)\]$/.exec(path)?.[1])];
    return `${entry === undefined ? '' : `“${entry}”: `}${message} ${advice}`;
  });
  return sentences.join(' ') || undefined;
}

function linesIn(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
