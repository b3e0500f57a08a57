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

export interface Completeness {
  meetings: number;
  byWebhook: number;
  byPolling: number;
  missing: number;
  sentence: string;
  since: string;
}

export interface OpenApproval {
  id: string;
  recipe: string;
  conversationId: string;
  step: string;
  destination: string;
  expiresAt: string;
}
