// Facts as the pages offer them: to compare, and to put into a text.
import type { Fact, FactType, Operator } from '../api/catalogue';
import type { Question } from '../api/document';
import type { FactValue } from '../api/types';

/** A fact that can be chosen, with the type that decides which comparisons fit. */
export interface Choice {
  path: string;
  group: string;
  type: FactType;
  description: string;
}

function below(fact: Fact): Choice[] {
  return fact.type === 'list'
    ? [{ path: `${fact.path}.count`, group: fact.group, type: 'number', description: `How many: ${fact.description}` }]
    : [];
}

/** What can be compared: every fact, the count of every list, and inside a step that runs for each item also the item's members. */
export function comparable(facts: readonly Fact[], item: Fact | null): Choice[] {
  const of = (fact: Fact): Choice => ({ path: fact.path, group: fact.group, type: fact.type, description: fact.description });
  const items = item === null ? [] : itemFacts(item).map((fact) => ({ ...of(fact), group: 'item' }));
  return [...items, ...facts.filter(({ type, inConditions }) => type !== 'group' && inConditions).flatMap((fact) => [of(fact), ...below(fact)])];
}

/** The members of one item of a list, under the name that recipes give it. */
export function itemFacts(list: Fact): Fact[] {
  if (!list.members || list.members.length === 0)
    return [{ ...list, path: 'item', type: 'text', description: `One of: ${list.description}` }];
  return list.members.map((member) => ({ ...member, path: `item${member.path.slice(list.path.length)}` }));
}

/** A comparison as it reads between a fact and a value: "is at least". */
export function operatorWords({ description, takes }: Operator): string {
  if (takes === 'nothing') return description;
  return description
    .replace(/,? in any case$/, '')
    .replace(/ somewhere$/, '')
    .replace(/ the given( [a-z]+)*$/, '')
    .replace(/ the given one$/, '');
}

/** The empty value of a comparison; undefined where it takes none. */
export function emptyOperand(takes: Operator['takes']): string | number | boolean | undefined {
  if (takes === 'nothing') return undefined;
  return takes === 'number' ? 1 : takes === 'flag' ? true : '';
}

/** What is put into a text for a fact. A list becomes one line an item. */
export function snippet(fact: Fact): string {
  switch (fact.type) {
    case 'time':
      return `{{${fact.path} | date: 'ddd d MMM, HH:mm'}}`;
    case 'list':
      return fact.members?.length ? `{{#each ${fact.path}}}• {{${firstMember(fact)}}}\n{{/each}}` : `{{${fact.path} | bullets}}`;
    default:
      return `{{${fact.path}}}`;
  }
}

function firstMember(list: Fact): string {
  const member = list.members?.find(({ type }) => type === 'text');
  return member ? `item.${member.path.slice(list.path.length + 1)}` : 'item';
}

/** A value as the picker shows it, on one line. */
export function shown(value: FactValue): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(shown).join('; ');
  if (typeof value === 'object') return Object.values(value).map(shown).filter(Boolean).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return new Date(value).toLocaleString();
  return String(value);
}

/** The answers to the questions of a recipe, as facts. */
export function answersOf(questions: readonly Question[], answer: Fact): Fact[] {
  return questions
    .filter(({ id }) => id !== '')
    .map(({ id, ask }) => ({ ...answer, path: `answers.${id}`, description: `Convo's answer to: ${ask}` }));
}

/** What the costs of facts are called. */
export const costs: Record<Fact['cost'], string> = { free: 'free', 'one-call': 'one call', 'one-credit': 'one AI credit' };

const groupNames: Record<string, string> = {
  item: 'The item at hand',
  event: 'What Convo told us',
  conversation: 'The meeting',
  keyPoints: 'Its key points',
  transcript: 'Its transcript',
  account: 'The account',
  calendar: 'The calendar',
  email: 'The mail that Convo drafts',
  feedback: 'Feedback',
  answers: 'Answers to your questions',
  share: 'A public link',
};

/** What a group of facts is called. */
export function nameOfGroup(group: string): string {
  return groupNames[group] ?? group;
}
