// Answers of routes that the OpenAPI document of this version does not describe yet.
import type { RecipeDocument } from './document';
import type { Problem } from './types';

export type Preview =
  | { kind: 'slack'; text: string; blocks?: unknown[] | null; replies?: { text: string; blocks?: unknown[] | null }[] }
  | { kind: 'mail'; subject: string; to: string[]; text: string; html?: string | null }
  | { kind: 'text'; text: string };

export interface TriedStep {
  id: string;
  item: number;
  action: string;
  destination: string;
  audience?: 'person' | 'shared' | 'outside';
  classes: string[];
  stopped?: { reason: string; advice: string } | null;
  leftOut?: string | null;
  preview?: Preview | null;
}

export interface TriedFacts {
  group: string;
  cost: 'free' | 'one-call' | 'one-credit';
  state: 'known' | 'not-yet' | 'later' | 'denied' | 'sample';
  reason?: string | null;
}

export interface Tried {
  problems: Problem[];
  decision: 'runs' | 'waits' | 'does-not-run' | 'refused';
  reason?: string | null;
  advice?: string | null;
  until?: string | null;
  conditions: { path: string; text: string; holds: boolean; why?: string | null }[];
  facts: TriedFacts[];
  steps: TriedStep[];
  more: number;
}

export type FactValue = string | number | boolean | FactValue[] | { [name: string]: FactValue };

export interface KnownFacts {
  facts: { path: string; value?: FactValue | null }[];
  groups: TriedFacts[];
}

export interface GalleryEntry {
  id: string;
  name: string;
  description: string;
  needs: { kind: 'connection' | 'destination' | 'webhooks' | 'calendar' | 'credit' | 'approval'; what: string }[];
  recipe: RecipeDocument;
  preview: Preview | null;
}

export interface Forecast {
  problems: Problem[];
  meetings: number;
  calls: number;
  credits: number;
  sentence: string;
}

export interface AccountCompleteness {
  connection: string;
  sentence: string;
  missing: number;
  since?: string | null;
  comparedAt?: string | null;
  nextAt?: string | null;
  trouble?: string | null;
  advice?: string | null;
}

export interface Completeness {
  days: number;
  meetings: number;
  missing: number;
  sentence: string;
  accounts: AccountCompleteness[];
}

export interface Budget {
  connection: string;
  limit: number;
  used: number;
  byOthers: number;
  remaining: number;
  resetsAt?: string | null;
  parkedUntil?: string | null;
}

export interface OpenApproval {
  id: string;
  content: string;
  run: string;
  recipe: string;
  step: string;
  action: string;
  destination: string;
  by: string[];
  until: string;
  title?: string | null;
  preview?: string | null;
}

/** What a recipe in a list also tells. */
export interface Listed {
  problems?: Problem[] | null;
  lastRun?: { id: string; state: string; openedAt: string; reason?: string | null } | null;
}

/** What a meeting also tells. */
export interface Told {
  gotOut?: { word: 'yes' | 'partly' | 'no' | 'on-its-way' | 'uncertain' | 'nothing'; sentence: string } | null;
  without?: { recipe: string; name: string; reason: string }[] | null;
}

/** What a run also tells. */
export interface RunTold {
  recipeName?: string | null;
  canRunAgain?: boolean;
}
