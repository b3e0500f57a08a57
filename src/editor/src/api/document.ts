// The file format of recipes, as far as the pages change it. What they do not know stays in the document untouched.

export interface Condition {
  fact: string;
  is: string;
  value?: string | number | boolean;
}

export interface ConditionGroup {
  all?: ConditionPart[];
  any?: ConditionPart[];
  none?: ConditionPart[];
}

export type ConditionPart = Condition | ConditionGroup;

export interface Approval {
  connection?: string;
  channel?: string;
  by: string[];
  within?: string;
}

export interface Step {
  id: string;
  action: string;
  version: number;
  connection?: string;
  settings: Record<string, unknown>;
  forEach?: string;
  onlyIf?: ConditionGroup;
  ifFails?: 'stop' | 'continue';
  after?: string;
  approve?: Approval;
}

export interface Question {
  id: string;
  ask: string;
}

export interface RecipeDocument {
  schema: 1;
  id: string;
  name: string;
  zone?: string;
  when: { occasion: string | string[]; each?: boolean; sameEvent?: 'once' | 'each'; deadline?: string };
  onlyIf?: ConditionGroup;
  credits?: 'cached-only' | { perMonth: number };
  questions?: Question[];
  share?: 'make-public';
  steps: Step[];
}

/** Whether a part of conditions is a single one. */
export function isCondition(part: ConditionPart): part is Condition {
  return 'fact' in part;
}
